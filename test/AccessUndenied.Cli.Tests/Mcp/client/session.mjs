// Talks to the server as an assistant's program does, and prints each answer as one line of JSON: { name, ok, answer }.
// Usage: node session.mjs CALLS.json COMMAND [ARGUMENT...]; the calls are a list of { name, method, params }.
import { readFileSync } from 'node:fs';
import { Client } from '@modelcontextprotocol/sdk/client/index.js';
import { StdioClientTransport } from '@modelcontextprotocol/sdk/client/stdio.js';

const [callsFile, command, ...args] = process.argv.slice(2);
// In milliseconds: what is awaited comes, on a slow machine late.
const options = { timeout: 1_800_000 };
const client = new Client({ name: 'tests', version: '1.0.0' });
await client.connect(new StdioClientTransport({ command, args, stderr: 'inherit' }), options);
const methods = {
  listTools: () => client.listTools(undefined, options),
  callTool: params => client.callTool(params, undefined, options),
  listResources: () => client.listResources(undefined, options),
  listResourceTemplates: () => client.listResourceTemplates(undefined, options),
  readResource: params => client.readResource(params, options),
  listPrompts: () => client.listPrompts(undefined, options),
  getPrompt: params => client.getPrompt(params, options),
  serverVersion: async () => client.getServerVersion(),
  ping: () => client.ping(options),
};
for (const { name, method, params } of JSON.parse(readFileSync(callsFile, 'utf8'))) {
  try {
    console.log(JSON.stringify({ name, ok: true, answer: await methods[method](params) }));
  } catch (error) {
    console.log(JSON.stringify({ name, ok: false, answer: { code: error.code ?? null, message: String(error.message) } }));
  }
}

await client.close();
