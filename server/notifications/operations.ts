import { countUnread } from "./count-unread";
import { listNotifications } from "./list-notifications";
import { markRead } from "./mark-read";

export const notificationsOperations = { countUnread, listNotifications, markRead };
