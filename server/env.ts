import { z } from "zod";

const flag = (fallback: "on" | "off") => z.enum(["on", "off"]).default(fallback);
const optional = z.string().min(1).optional();
const isOrigin = (text: string) => URL.canParse(text) && `${new URL(text).origin}/` === new URL(text).href;
const storeAddress = z
  .url({ protocol: /^https?$/ })
  .refine(isOrigin, "Only scheme, host and port")
  .optional();

/** As somebody wrote it, also `http://host:80`; what is kept is how a browser names the origin. */
const originsList = z
  .string()
  .default("")
  .transform((text) => text.split(/[\s,]+/).filter(Boolean))
  .pipe(z.array(z.url({ protocol: /^https?$/, hostname: /^[^*]+$/ }).refine(isOrigin, "Only scheme, host and port")))
  .transform((texts) => texts.map((text) => new URL(text).origin));

/** The whole configuration. Names and meanings are the contract for automation: `docs/operations.md` is made from this. */
export const Env = z.object({
  HOST: z.string().min(1).default("127.0.0.1").describe("Address the front door listens on."),
  PORT: z.coerce.number().int().min(1).max(65_535).default(3000).describe("Port of the front door."),
  YARD_URL: z
    .url({ protocol: /^https?$/ })
    .optional()
    .describe("Public address. Unset: answers use the request's host when it is an IP or a localhost name."),
  YARD_DATA: z.string().min(1).default("./data").describe("Folder that holds everything the platform keeps."),
  DATABASE_URL: z.url().optional().describe("PostgreSQL 15 to 18. Unset: an embedded one runs in the data folder."),
  YARD_SSH_PORT: z.coerce
    .number()
    .int()
    .min(0)
    .max(65_535)
    .default(2222)
    .describe("Port of git over SSH on `HOST`; 0: none. When it is taken, SSH is off and everything else starts."),
  YARD_SSH_URL: z
    .url({ protocol: /^ssh$/ })
    .optional()
    .describe("Address of git over SSH for clients. Default: the host of the site with `YARD_SSH_PORT`."),
  YARD_CONTENT_URL: z
    .url({ protocol: /^https?$/ })
    .optional()
    .describe("Origin for user content. Default: `http://content.localhost:$PORT`."),
  YARD_ADMIN_USERNAME: z
    .string()
    .min(1)
    .default("admin")
    .describe("First administrator; used on the very first start only."),
  YARD_ADMIN_PASSWORD: optional.describe("Password of the first administrator. Unset: a random one is printed once."),
  YARD_ADMIN_TOKEN: z
    .string()
    .regex(/^hf_[\w-]{29,500}$/)
    .optional()
    .describe("A first access token of the administrator: `hf_` and at least 32 characters in all, taken as it is."),
  YARD_SECRET: z
    .string()
    .min(32)
    .optional()
    .describe("Seals sessions, cursors and stored secrets. Unset: generated into the data folder."),
  YARD_SIGN_UP: z.enum(["open", "invite", "closed"]).default("open").describe("Who may create an account."),
  YARD_SAMPLES: z.enum(["default", "none"]).default("default").describe("Sample assets on the very first start."),
  YARD_SMTP_URL: z
    .url({ protocol: /^smtps?$/ })
    .optional()
    .describe(
      "Server that takes mail, such as `smtp://user:password@mail.example.com:587`. Unset: administrators read what would be sent.",
    ),
  YARD_MAIL_FROM: z
    .string()
    .regex(/^[^\r\n<>]*<[^\s<>@]+@[^\s<>@]+>$|^[^\s<>@]+@[^\s<>@]+$/, "`name@example.com` or `Name <name@example.com>`")
    .default("Modelyard <modelyard@localhost>")
    .describe("Sender of mail."),
  YARD_XET_CONVERT: flag("off").describe(
    "Turns large files that came through Git LFS or a browser into chunks, so that versions of them share their room.",
  ),
  YARD_GATEWAY_DURABILITY: z
    .enum(["wal", "db", "none"])
    .default("wal")
    .describe(
      "What the last byte of a model's answer waits for, so that its charge cannot get lost: a journal in the data folder (`wal`), the database (`db`, for a data folder that does not last), or nothing (`none`, for measurements).",
    ),
  YARD_RATE_LIMITS: flag("on").describe("Limits requests per caller and per address."),
  YARD_TRUSTED_PROXIES: z
    .string()
    .default("")
    .transform((text) => text.split(/[\s,]+/).filter(Boolean))
    .describe("CIDRs of proxies whose `X-Forwarded-*` headers count. Default: none."),
  YARD_INSIDE_ORIGINS: originsList.describe(
    "Addresses of the own network that import, mirrors, webhooks and providers of models may reach, such as `https://hub.corp.example:8443 http://10.0.0.7`. Default: none.",
  ),
  YARD_ACCEL_REDIRECT: z
    .string()
    .regex(/^\/(?:[\w-]+\/)+$/)
    .optional()
    .describe(
      "Address at which a trusted nginx has the folder `objects` and sends files itself, such as `/yard-objects/`. Unset: all bytes come from here.",
    ),
  YARD_METRICS_TOKEN: z.string().min(16).optional().describe("Bearer token of `/metrics`. Unset: loopback peers only."),
  YARD_CURRENCY: z
    .string()
    .regex(/^[A-Z]{3}$/)
    .default("USD")
    .describe("ISO 4217 currency of the first price list."),
  YARD_LOG_LEVEL: z
    .enum(["debug", "info", "warn", "error"])
    .default("info")
    .describe("Least severe line that is logged."),
  YARD_SLOW_QUERY_MS: z.coerce
    .number()
    .int()
    .min(1)
    .default(500)
    .describe("Queries that take longer are logged, without their values."),
  YARD_OBJECTS: z
    .enum(["filesystem", "s3"])
    .default("filesystem")
    .describe("Where large files lie: in the data folder, or in a store that speaks S3."),
  YARD_S3_ENDPOINT: storeAddress.describe("Where the platform reaches the S3 store, such as `http://minio:9000`."),
  YARD_S3_PUBLIC_ENDPOINT: storeAddress.describe(
    "Where clients reach the same store: bytes then go past the platform. Unset: all bytes go through it.",
  ),
  YARD_S3_BUCKET: z
    .string()
    .regex(/^[a-z0-9][a-z0-9.-]{1,61}[a-z0-9]$/, "3 to 63 of a-z, 0-9, dot and hyphen")
    .optional()
    .describe("The bucket; it must be there."),
  YARD_S3_REGION: z.string().min(1).default("us-east-1").describe("Region of the bucket."),
  YARD_S3_ACCESS_KEY: optional.describe("Access key of the store."),
  YARD_S3_SECRET_KEY: optional.describe("Secret key of the store."),
  YARD_S3_PATH_STYLE: flag("on").describe(
    "The bucket stands in the path of addresses (`on`) or in the host name (`off`).",
  ),
  YARD_S3_ENCRYPTION: z
    .string()
    .regex(/^(AES256|aws:kms(:.+)?)$/, "AES256, aws:kms or aws:kms:<key id>")
    .optional()
    .describe("Server-side encryption that is asked for with every write: `AES256`, `aws:kms` or `aws:kms:<key id>`."),
  PATH: z.string().default("/usr/local/bin:/usr/bin:/bin").describe("Where git and the tools of runtimes are found."),
  DATABASE_OWNER_URL: z
    .url()
    .optional()
    .describe("Your own PostgreSQL: who owns the tables and runs migrations. Unset: the account of `DATABASE_URL`."),
  YARD_WEB_ADDRESS: z
    .string()
    .min(1)
    .default("127.0.0.1:3001")
    .describe("Roles started one by one: where web listens for the edge, `host:port` or `unix:/path`."),
  YARD_WORKER_ADDRESS: z
    .string()
    .min(1)
    .default("127.0.0.1:3002")
    .describe(
      "Roles started one by one: where the worker tells the edge what it has counted; like `YARD_WEB_ADDRESS`.",
    ),
  YARD_FORWARDED_KEY: z
    .string()
    .min(32)
    .optional()
    .describe("Roles started one by one: signs what the edge tells web and worker. Unset: derived from `YARD_SECRET`."),
});
export type Env = z.infer<typeof Env>;

/** Never shown, to nobody. */
const SECRETS: ReadonlySet<string> = new Set<keyof Env>([
  "DATABASE_OWNER_URL",
  "DATABASE_URL",
  "YARD_ADMIN_PASSWORD",
  "YARD_ADMIN_TOKEN",
  "YARD_FORWARDED_KEY",
  "YARD_METRICS_TOKEN",
  "YARD_S3_ACCESS_KEY",
  "YARD_S3_SECRET_KEY",
  "YARD_SECRET",
  "YARD_SMTP_URL",
]);

/** What the parts of one machine tell each other; nobody sets it by hand. */
const INNER: ReadonlySet<string> = new Set<keyof Env>(["PATH", "YARD_WEB_ADDRESS", "YARD_WORKER_ADDRESS"]);

/** The configuration for people: what is set, to what, and what it is for. */
export function describeEnv(env: Env) {
  const fallback = Env.parse({});
  const names = Env.keyof().options.filter((name) => !INNER.has(name));
  return names.map((name) => {
    const isSecret = SECRETS.has(name);
    const value = env[name] === undefined ? null : String(env[name]);
    return {
      name,
      value: isSecret ? null : value,
      isSecret,
      isSet: value !== null && value !== String(fallback[name]),
      about: Env.shape[name].description ?? "",
    };
  });
}

/** What a child process inherits, and next-auth's own variables with it: it reads them from the process. */
export function environmentOfRoles({ YARD_URL }: Env, source: NodeJS.ProcessEnv = process.env): NodeJS.ProcessEnv {
  return { ...source, ...(YARD_URL ? { NEXTAUTH_URL: new URL(YARD_URL).origin } : { AUTH_TRUST_HOST: "true" }) };
}

/** Of this process, for package managers that go through the machine's proxy and registry; who starts one chooses from it. */
export const environmentOfTools = (source: NodeJS.ProcessEnv = process.env): NodeJS.ProcessEnv => source;

/** Reads the configuration once. Throws with every wrong variable by name; values are never shown. */
export function readEnv(source: NodeJS.ProcessEnv = process.env): Env {
  const given = Object.fromEntries(Object.entries(source).filter(([, value]) => value !== ""));
  const parsed = Env.safeParse(given);
  const lines = parsed.success
    ? missingForStore(parsed.data).map((name) => `  ${name}: needed with YARD_OBJECTS=s3`)
    : parsed.error.issues.map(({ path, message }) => `  ${path.join(".")}: ${message}`);
  if (parsed.success && lines.length === 0) return parsed.data;
  throw new Error(`The configuration is not valid:\n${lines.join("\n")}`);
}

const STORE = ["YARD_S3_ENDPOINT", "YARD_S3_BUCKET", "YARD_S3_ACCESS_KEY", "YARD_S3_SECRET_KEY"] as const;

/** What an S3 store cannot be reached without and is not set, when it is asked for. */
function missingForStore(env: Env): string[] {
  return env.YARD_OBJECTS === "s3" ? STORE.filter((name) => env[name] === undefined) : [];
}
