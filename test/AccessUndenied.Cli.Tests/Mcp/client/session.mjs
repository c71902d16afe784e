// Talks to the server as an assistant's program does, and prints each answer as one line of JSON: { name, ok, answer }.
// Usage: node session.mjs CALLS.json COMMAND [ARGUMENT...]; the calls are a list of { name, method, params }.
import { readFileSync } from 'node:fs';
import { Client } from '@modelcontextprotocol/sdk/client/index.js';
import { StdioClientTransport } from '@modelcontextprotocol/sdk/client/stdio.js';

const [callsFile, command, ...args] = process.argv.slice(2);
const client = new Client({ name: 'tests', version: '1.0.0' });
await client.connect(new StdioClientTransport({ command, args, stderr: 'inherit' }));
const methods = {
  listTools: () => client.listTools(),
  callTool: params => client.callTool(params),
  listResources: () => client.listResources(),
  listResourceTemplates: () => client.listResourceTemplates(),
  readResource: params => client.readResource(params),
  listPrompts: () => client.listPrompts(),
  getPrompt: params => client.getPrompt(params),
  serverVersion: async () => client.getServerVersion(),
  ping: () => client.ping(),
};
for (const { name, method, params } of JSON.parse(readFileSync(callsFile, 'utf8'))) {
  try {
    console.log(JSON.stringify({ name, ok: true, answer: await methods[method](params) }));
  } catch (error) {
    console.log(JSON.stringify({ name, ok: false, answer: { code: error.code ?? null, message: String(error.message) } }));
  }
}

await client.close();
