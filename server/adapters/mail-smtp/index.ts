import { createTransport } from "nodemailer";
import { DomainError } from "@/server/kernel/errors";
import type { MailMessage, MailServer } from "@/server/ports/mail-server";

interface Config {
  /** `smtp://` or `smtps://`, with the account in it; unset: there is no server. */
  readonly url: string | undefined;
  /** `Name <name@example.com>` */
  readonly from: string;
}

const CONNECTIONS = 2;
const CONNECT_MS = 10_000;
const SILENCE_MS = 20_000;
/** Of what a server says. */
const MAX_REASON = 300;

/** A server that speaks SMTP (RFC 5321), encrypted when it can be. */
export function createSmtpMail({ url, from }: Config): MailServer {
  if (url === undefined) return NONE;
  const transport = createTransport({
    url,
    pool: true,
    maxConnections: CONNECTIONS,
    connectionTimeout: CONNECT_MS,
    greetingTimeout: CONNECT_MS,
    dnsTimeout: CONNECT_MS,
    socketTimeout: SILENCE_MS,
    // A message is text of ours: nothing in it names a file or an address to be read.
    disableFileAccess: true,
    disableUrlAccess: true,
  });
  const domain = /@([^\s<>@]+)>?$/.exec(from)?.[1] ?? "localhost";
  return {
    isSet: true,
    async send(message) {
      await transport.sendMail({ from, ...written(message, domain) }).catch(refuse);
    },
    close: () => transport.close(),
  };
}

const NONE: MailServer = {
  isSet: false,
  send: () => Promise.reject(new DomainError("unavailable", "There is no mail server (YARD_SMTP_URL)")),
  close: () => {},
};

function written({ id, to, subject, text, html, thread, unsubscribeUrl }: MailMessage, domain: string) {
  if (/[\r\n]/.test(`${to}${subject}${thread ?? ""}${unsubscribeUrl ?? ""}`)) {
    throw new DomainError("invalid", "A header of a mail is one line", { reason: "mail_refused" });
  }
  return {
    to: { name: "", address: to },
    ...{ subject, text, html, messageId: `<${id}@${domain}>` },
    ...(thread !== null && { references: `<${thread}@${domain}>`, inReplyTo: `<${thread}@${domain}>` }),
    headers: {
      "auto-submitted": "auto-generated",
      ...(unsubscribeUrl !== null && { "list-unsubscribe": `<${unsubscribeUrl}>` }),
    },
  };
}

/** A server that answers with 5xx will not take the message later either. */
function refuse(error: unknown): never {
  if (error instanceof DomainError) throw error;
  const code = isAnswer(error) ? error.responseCode : 0;
  const reason = (error instanceof Error ? error.message : "No answer").replace(/\s+/g, " ").slice(0, MAX_REASON);
  // The account may be wrong only for now: somebody will mend it.
  if (code >= 500 && code !== 530 && code !== 535) {
    throw new DomainError("invalid", reason, { reason: "mail_refused", cause: error });
  }
  throw new DomainError("unavailable", reason, { cause: error });
}

const isAnswer = (error: unknown): error is { readonly responseCode: number } =>
  typeof error === "object" && error !== null && "responseCode" in error && typeof error.responseCode === "number";
