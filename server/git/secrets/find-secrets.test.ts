import { describe, expect, test } from "vitest";
import { cpuMsOf } from "@/server/testing/cpu-time";
import { checkedLetters, githubToken, lettersOf } from "@/server/testing/secrets";
import { findSecrets, MAX_LOOKED_BYTES } from "./find-secrets";

const find = (text: string) => findSecrets(Buffer.from(text));
const kindsIn = (text: string) => find(text).map(({ kind }) => kind);

const HEX = "0123456789abcdef";
const BASE64 = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
const UPPER = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567";
const keyBody = (seed: string) => (lettersOf(seed, 1_600, BASE64).match(/.{64}/g) ?? []).join("\n");
const pem = (label: string) => `-----BEGIN ${label}-----\n${keyBody(label)}\n-----END ${label}-----\n`;

const SAMPLES = [
  ["yard_token", `hf_yard_${checkedLetters("one")}`],
  ["yard_api_key", `sk-yard-${checkedLetters("two")}`],
  ["hugging_face", `hf_${lettersOf("hf", 34)}`],
  ["hugging_face", `api_org_${lettersOf("org", 34)}`],
  ["openai", `sk-${lettersOf("o1", 20)}T3BlbkFJ${lettersOf("o2", 20)}`],
  ["openai", `sk-proj-${lettersOf("o3", 74)}T3BlbkFJ${lettersOf("o4", 74)}`],
  ["anthropic", `sk-ant-api03-${lettersOf("a", 93)}AA`],
  ["model_provider", `sk-${lettersOf("d", 32, HEX)}`],
  ["model_provider", `gsk_${lettersOf("g", 52)}`],
  ["model_provider", `r8_${lettersOf("r", 37)}`],
  ["model_provider", `nvapi-${lettersOf("n", 64)}`],
  ["aws_access_key", `AKIA${lettersOf("aws", 16, UPPER)}`],
  ["aws_secret_key", `aws_secret_access_key = ${lettersOf("secret", 40, BASE64)}`],
  ["aws_secret_key", `TF_VAR_AWS_SECRET_ACCESS_KEY="${lettersOf("secret2", 40, BASE64)}"`],
  ["google_api_key", `AIza${lettersOf("google", 35)}`],
  ["azure", `AccountKey=${lettersOf("azure", 86, BASE64)}==`],
  ["azure", `SharedAccessKey=${lettersOf("bus", 43, BASE64)}=`],
  ["azure", `${lettersOf("en", 3)}8Q~${lettersOf("entra", 34)}`],
  ["github", githubToken("one")],
  ["github", `github_pat_${lettersOf("p", 22)}_${lettersOf("q", 59)}`],
  ["gitlab", `glpat-${lettersOf("gl", 20)}`],
  ["package_registry", `npm_${lettersOf("npm", 36)}`],
  ["package_registry", `pypi-AgEIcHlwaS5vcmc${lettersOf("pypi", 120)}`],
  ["slack", `xoxb-730191371696-1413868247813-${lettersOf("slack", 24)}`],
  [
    "slack",
    `https://hooks.slack.com/services/T0${lettersOf("t", 8, UPPER)}/B0${lettersOf("b", 8, UPPER)}/${lettersOf("w", 24)}`,
  ],
  ["stripe", `sk_live_${lettersOf("stripe", 24)}`],
  ["private_key", pem("RSA PRIVATE KEY")],
  ["private_key", pem("PRIVATE KEY")],
  ["private_key", pem("EC PRIVATE KEY")],
  ["private_key", pem("OPENSSH PRIVATE KEY")],
  ["private_key", pem("PGP PRIVATE KEY BLOCK").replace("\n", "\nVersion: GnuPG v2\n\n")],
  ["private_key", `{"key": ${JSON.stringify(pem("PRIVATE KEY"))}}`],
  ["google_service_account", JSON.stringify({ type: "service_account", private_key: pem("PRIVATE KEY") }, null, 2)],
] as const;

describe("secrets in a text", () => {
  test.each(SAMPLES)("%s is known by its form, once, with its line", (kind, secret) => {
    const found = find(`# settings\nvalue: ${secret}\n`);
    expect(found.map((match) => match.kind)).toEqual([kind]);
    expect(found[0]?.line).toBeGreaterThanOrEqual(2);
    expect(secret).toContain(found[0]?.secret.slice(0, 20).split("\\")[0]);
  });

  test.each(SAMPLES)("%s is none when its line says so", (_kind, secret) => {
    for (const mark of ["modelyard:allow-secret", "gitleaks:allow"]) {
      const marked = secret.split("\n").map((line) => `${line} # ${mark}`);
      expect(kindsIn(marked.join("\n"))).toEqual([]);
    }
  });

  test.each([
    ["an example of a documentation", "AKIAIOSFODNN7EXAMPLE"],
    ["another", "aws_secret_access_key = wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY"],
    ["a row of the same letter", `hf_${"x".repeat(34)}`],
    ["two letters in turn", `ghp_${"ab".repeat(18)}`],
    ["words in its place", `sk-${"your_openai_key_goes_here".padEnd(20, "a")}T3BlbkFJ${lettersOf("x", 20)}`],
    ["angle brackets", "hf_<your token>"],
    ["a part of a longer name", `sha_ghp_${lettersOf("y", 36)}`],
    ["one letter more", `npm_${lettersOf("z", 37)}`],
    ["a token of ours with another check sum", `hf_yard_${lettersOf("not", 49)}`],
    ["a JWT", `eyJ${lettersOf("h", 30)}.eyJ${lettersOf("p", 60)}.${lettersOf("s", 43)}`],
    ["a password", 'password = "correct horse battery staple"'],
    ["a key of the test mode", `sk_test_${lettersOf("t", 24)}`],
    [
      "a public key",
      "-----BEGIN PUBLIC KEY-----\nMIIBIjANBgkqhkiG9w0BAQEFAAOCAQ8AMIIBCgKCAQEA\n-----END PUBLIC KEY-----",
    ],
    ["a key without a body", "-----BEGIN PRIVATE KEY-----\n...\n-----END PRIVATE KEY-----"],
    ["a commit id", "9fceb02d0ae598e95dc970b74767f19372d61af8"],
  ])("%s is none", (_what, text) => {
    expect(kindsIn(text)).toEqual([]);
  });

  test("texts of two bytes a letter, as Windows writes them, are read", () => {
    const token = githubToken("two bytes");
    const little = Buffer.from(`\ufeffname: ä\r\ntoken: ${token}\r\n`, "utf16le");
    for (const bytes of [little, Buffer.from(little).swap16(), Buffer.concat([little, Buffer.of(0)])]) {
      expect(findSecrets(bytes)).toEqual([{ kind: "github", line: 2, secret: token }]);
    }
  });

  test("binary files are none, and of a large one the first mebibyte is looked at", () => {
    const secret = githubToken("large");
    expect(findSecrets(Buffer.from(`\0${secret}`))).toEqual([]);
    const late = Buffer.concat([Buffer.alloc(MAX_LOOKED_BYTES, "\n"), Buffer.from(secret)]);
    expect(findSecrets(late)).toEqual([]);
    expect(findSecrets(late.subarray(20))).toEqual([]);
    const early = Buffer.concat([Buffer.from(`${secret}\n`), Buffer.alloc(2 * MAX_LOOKED_BYTES, "\n")]);
    expect(findSecrets(early)).toHaveLength(1);
  });

  test.each([
    "sk-",
    "sk-proj-",
    "sk-ant-api03-",
    "T3BlbkFJ",
    "hf_",
    "ghp_ ",
    "AKIA AKIA",
    "AccountKey=",
    "aws_secret_access_key",
    "Q~",
    "xoxb-1234567-",
    "-----BEGIN PRIVATE KEY-----",
    "-----BEGIN PRIVATE KEY-----\nA: A: A: A: A: A: A: A: A: A: A: A: A: A: A: A: A: A: A: A: A: A: A: A: A: A: \n",
    `"private_key": "-----BEGIN PRIVATE KEY-----`,
    `-----BEGIN PRIVATE KEY-----${"A".repeat(8_000)}`,
    `hf_${"x".repeat(34)} modelyard:allow-secret `,
    `ghp_${lettersOf("many", 36)} modelyard:allow-secret `,
  ])("a mebibyte of %s takes no second (K8)", (piece) => {
    const bytes = Buffer.alloc(MAX_LOOKED_BYTES, piece);
    expect(cpuMsOf(() => findSecrets(bytes))).toBeLessThan(1_000);
  });
});
