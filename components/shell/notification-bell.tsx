import { Bell } from "lucide-react";
import Link from "next/link";
import type { ShellMessages } from "./shell-messages";

interface Props {
  messages: ShellMessages;
  unread: number;
}

export function NotificationBell({ messages, unread }: Props) {
  const label = unread > 0 ? messages.notificationsUnread.replace("{count}", String(unread)) : messages.notifications;
  return (
    <Link
      href="/notifications"
      aria-label={label}
      title={label}
      className="rounded-control text-text-muted hover:bg-hover hover:text-text relative inline-flex size-8 shrink-0 items-center justify-center transition-colors duration-150 [&_svg]:size-4"
    >
      <Bell aria-hidden />
      {unread > 0 ? <span aria-hidden className="bg-accent absolute top-1.5 right-1.5 size-2 rounded-full" /> : null}
    </Link>
  );
}
