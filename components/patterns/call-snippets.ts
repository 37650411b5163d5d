import type { CodeLanguage } from "@/components/ui/code-block";

export interface Message {
  readonly role: "system" | "user" | "assistant";
  readonly content: string;
}

/** A chat as it goes over the wire; every member beside `messages` is a parameter. */
export interface ChatBody {
  readonly model: string;
  readonly messages: readonly Message[];
  readonly [parameter: string]: unknown;
}

/** The secret itself where it is known, else the name of a variable that holds it. */
type Key = { readonly secret: string } | { readonly variable: string };

interface Call {
  /** Of this installation, without a trailing slash. */
  readonly origin: string;
  readonly key: Key;
  readonly body: ChatBody;
}

interface CallSnippet {
  readonly id: "curl" | "python" | "node";
  readonly title: string;
  readonly language: CodeLanguage;
  readonly code: string;
}

/** The same call from a shell and with the two official clients. */
export function callSnippets(call: Call): readonly CallSnippet[] {
  return [
    { id: "curl", title: "curl", language: "bash", code: curlOfChat(call) },
    { id: "python", title: "Python", language: "python", code: python(call) },
    { id: "node", title: "Node", language: "typescript", code: node(call) },
  ];
}

const json = (value: unknown) => JSON.stringify(value, null, 2);
const inShell = (text: string) => `'${text.replaceAll("'", `'\\''`)}'`;

interface Post {
  readonly url: string;
  readonly key: Key;
  /** JSON. */
  readonly body: string;
}

/** Any call with a body, for a shell. */
export function curlOf({ url, key, body }: Post): string {
  const bearer = "secret" in key ? `'Authorization: Bearer ${key.secret}'` : `"Authorization: Bearer $${key.variable}"`;
  return [
    `curl ${url} \\`,
    `  -H ${bearer} \\`,
    "  -H 'Content-Type: application/json' \\",
    `  -d ${inShell(body)}`,
  ].join("\n");
}

/** A chat from a shell. */
export const curlOfChat = ({ origin, key, body }: Call) =>
  curlOf({ url: `${origin}/v1/chat/completions`, key, body: json(body) });

function python({ origin, key, body }: Call): string {
  const secret = "secret" in key ? json(key.secret) : `os.environ[${json(key.variable)}]`;
  const members = Object.entries(body).map(([name, value]) => `    ${name}=${indented(pythonic(value), 4)},`);
  const isStream = body.stream === true;
  return [
    ...("secret" in key ? [] : ["import os", ""]),
    "from openai import OpenAI",
    "",
    `client = OpenAI(base_url=${json(`${origin}/v1`)}, api_key=${secret})`,
    `${isStream ? "stream" : "answer"} = client.chat.completions.create(`,
    ...members,
    ")",
    ...(isStream
      ? [
          "for chunk in stream:",
          "    if chunk.choices:",
          '        print(chunk.choices[0].delta.content or "", end="", flush=True)',
        ]
      : ["print(answer.choices[0].message.content)"]),
  ].join("\n");
}

/** JSON is Python but for three words; strings keep theirs. */
const pythonic = (value: unknown): string =>
  json(value).replace(/"(?:[^"\\]|\\.)*"|\btrue\b|\bfalse\b|\bnull\b/g, (token) => PYTHON[token] ?? token);
const PYTHON: Readonly<Record<string, string>> = { true: "True", false: "False", null: "None" };

function node({ origin, key, body }: Call): string {
  const secret = "secret" in key ? json(key.secret) : `process.env.${key.variable}`;
  const isStream = body.stream === true;
  return [
    'import OpenAI from "openai";',
    "",
    `const client = new OpenAI({ baseURL: ${json(`${origin}/v1`)}, apiKey: ${secret} });`,
    `const ${isStream ? "stream" : "answer"} = await client.chat.completions.create(${json(body)});`,
    isStream
      ? 'for await (const chunk of stream) process.stdout.write(chunk.choices[0]?.delta.content ?? "");'
      : "console.log(answer.choices[0].message.content);",
  ].join("\n");
}

const indented = (text: string, spaces: number) => text.replaceAll("\n", `\n${" ".repeat(spaces)}`);
