import { listMails } from "./list-mails";
import { readMail } from "./read-mail";
import { retryMail } from "./retry-mail";

export const mailOperations = { listMails, readMail, retryMail };
