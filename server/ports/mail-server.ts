export interface MailMessage {
  /** The same for every attempt, so that a message that arrives twice is shown once. */
  readonly id: string;
  readonly to: string;
  /** One line. */
  readonly subject: string;
  readonly text: string;
  readonly html: string;
  /** Messages about one thing stand together in a mailbox. */
  readonly thread: string | null;
  /** Page that ends mails of this kind without signing in (RFC 2369); `null` for those that cannot be ended. */
  readonly unsubscribeUrl: string | null;
}

/** Takes messages for anybody's mailbox. */
export interface MailServer {
  /** Whether there is one. */
  readonly isSet: boolean;
  /** Throws `invalid` (`mail_refused`) when the message will never be taken, `unavailable` when a later attempt may help. */
  send(message: MailMessage): Promise<void>;
  close(): void;
}

declare module "@/server/kernel/errors" {
  interface Reasons {
    readonly mailServer: "mail_refused";
  }
}
