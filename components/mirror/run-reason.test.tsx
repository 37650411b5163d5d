import { createTranslator, NextIntlClientProvider } from "next-intl";
import { renderToStaticMarkup } from "react-dom/server";
import { describe, expect, test } from "vitest";
import en from "@/messages/en.json";
import chinese from "@/messages/zh-CN.json";
import { RunDetails, RunReason } from "./run-reason";

const SAID = "main: its history there is another one than here";

describe("why a run failed", () => {
  const shown = (props: Parameters<typeof RunReason>[0]) =>
    renderToStaticMarkup(
      <NextIntlClientProvider locale="zh-CN" timeZone="UTC" messages={chinese}>
        <RunReason {...props} />
        <RunDetails {...props} />
      </NextIntlClientProvider>,
    );

  test("is told in the language of the page, and what the server adds is folded below", () => {
    const hidden = { reason: "remote_hidden", error: "There is no such repository", direction: "pull" } as const;
    expect(shown(hidden)).toBe(chinese.mirrorReasons.remote_hidden);
    const diverged = shown({ reason: "diverged", error: SAID, direction: "pull" });
    expect(diverged).toContain(chinese.mirrorReasons.diverged);
    expect(diverged).toMatch(/<details.*详细信息.*lang="en".*another one than here/);
  });

  test("says of a push what is to be done there", () => {
    const push = shown({ reason: "diverged", error: null, direction: "push" });
    expect(push).toBe(chinese.mirrorReasons.push.diverged);
  });

  test("keeps the words of the server where there are no others", () => {
    expect(shown({ reason: "of_tomorrow", error: "Something new", direction: "pull" })).toBe("Something new");
    expect(shown({ reason: "of_tomorrow", error: null, direction: "pull" })).toBe("of_tomorrow");
  });
});

test("one day, one hour and one minute are told without a number", () => {
  const [t, zh] = [
    createTranslator({ locale: "en", messages: en, namespace: "adminMirrors" }),
    createTranslator({ locale: "zh-CN", messages: chinese, namespace: "adminMirrors" }),
  ];
  expect([t("everyDays", { count: 1 }), t("everyHours", { count: 6 })]).toEqual(["Every day", "Every 6 hours"]);
  expect([zh("everyDays", { count: 1 }), zh("everyMinutes", { count: 15 })]).toEqual(["每天", "每 15 分钟"]);
});
