"use client";

import { RotateCw } from "lucide-react";
import { ErrorState } from "@/components/patterns/error-state";
import { Button } from "@/components/ui/button";
import { isUnreachable } from "@/components/ui/is-unreachable";

interface Props {
  error: Error & { digest?: string };
  reset: () => void;
}

const WORDS = {
  en: {
    title: "Something went wrong on our side",
    text: "The error was recorded. Try again; if it stays, tell an administrator the number.",
    retry: "Try again",
    number: "Number",
    copy: "Copy the number",
    away: "The platform cannot be reached",
    awayText: "Check your connection and try again.",
  },
  zh: {
    title: "我们这边出了点问题",
    text: "错误已被记录。请重试；如果仍然失败，请把编号告诉管理员。",
    retry: "重试",
    number: "编号",
    copy: "复制编号",
    away: "无法连接平台",
    awayText: "请检查网络后重试。",
  },
} as const;

/** Stands where a page failed. Its words are here: what failed may have been the message catalogue. */
export function ErrorPage({ error, reset }: Props) {
  const isChinese = typeof document !== "undefined" && document.documentElement.lang.startsWith("zh");
  const words = isChinese ? WORDS.zh : WORDS.en;
  const isAway = isUnreachable(error);
  return (
    <ErrorState
      headingLevel="h1"
      title={isAway ? words.away : words.title}
      action={
        <Button onClick={isAway ? () => location.reload() : reset}>
          <RotateCw aria-hidden />
          {words.retry}
        </Button>
      }
      {...(error.digest && { request: { id: error.digest, label: words.number, copyLabel: words.copy } })}
    >
      {isAway ? words.awayText : words.text}
    </ErrorState>
  );
}
