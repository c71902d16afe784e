// What a client sent and what the server answered, as a person would read them: the texts of the answers, and the calls as they are.
const lines = id => document.getElementById(id).textContent.trim().split("\n").map(line => JSON.parse(line));
const answers = new Map(lines("answers").map(answer => [answer.id, answer]));
const out = document.querySelector("pre");
const put = (text, kind) => {
  const span = document.createElement("span");
  span.className = kind;
  span.textContent = text + "\n";
  out.append(span);
};
for (const request of lines("requests")) {
  put("→ " + request.method + (request.params ? " " + JSON.stringify(request.params) : ""), "s1");
  const result = (answers.get(request.id) || {}).result;
  if (!result) continue;
  if (result.tools) for (const tool of result.tools) put("← " + tool.name + ": " + tool.description.split(". ")[0], "s32");
  else if (result.content) put("← " + result.content.map(part => part.text).join("\n").trim().split("\n").filter(line => !/^  (message|opens|run|gates) /.test(line)).slice(0, 8).join("\n") + "\n  …", "s32");
  else put("← " + JSON.stringify({ protocolVersion: result.protocolVersion, serverInfo: result.serverInfo }), "s32");
  put("", "");
}
