"use client";

import { Eraser, Settings2 } from "lucide-react";
import { useLocale, useTranslations } from "next-intl";
import { useState } from "react";
import { ChatComposer } from "@/components/patterns/chat-composer";
import { Button } from "@/components/ui/button";
import { IconButton } from "@/components/ui/icon-button";
import { keyboardScroll } from "@/components/ui/keyboard-scroll";
import { moneyText } from "@/components/ui/money";
import { Select } from "@/components/ui/select";
import { Sheet } from "@/components/ui/sheet";
import type { CallableModel } from "@/server/gateway/contract";
import { ChatMessages } from "./chat-messages";
import { chatBody, DEFAULT_SETTINGS } from "./chat-settings";
import { ChatSettingsForm } from "./chat-settings-form";
import { saidIn, type Turn, useChat } from "./use-chat";
import { ViewCode } from "./view-code";

interface Props {
  models: readonly CallableModel[];
  /** As it is called; it may name one deployment: `owner/name@id`. */
  firstModel: string;
  person: string;
  origin: string;
}

/** A conversation with a model that runs here, over the same interface that programs use. */
export function Playground({ models, firstModel, person, origin }: Props) {
  const t = useTranslations("playground");
  const chat = useChat();
  const [model, setModel] = useState(firstModel);
  const [settings, setSettings] = useState(DEFAULT_SETTINGS);
  const [draft, setDraft] = useState({ id: 0, text: "" });
  const options = useModelOptions(models, firstModel);

  const bodyOf: Parameters<typeof chat.send>[1] = (said) => chatBody(model, said, settings);
  const choose = (next: string) => {
    setModel(next);
    window.history.replaceState(null, "", `?${new URLSearchParams({ model: next })}`);
  };
  const edit = ({ id, text }: Turn) => {
    chat.takeBack(id);
    setDraft({ id: draft.id + 1, text });
  };
  const form = <ChatSettingsForm settings={settings} onChange={setSettings} />;
  const example =
    saidIn(chat.turns).length > 0 ? saidIn(chat.turns) : [{ role: "user", content: t("example") } as const];
  return (
    <div className="h-rail flex min-w-0">
      <section aria-label={t("conversation")} className="flex min-w-0 flex-1 flex-col">
        <header className="flex flex-wrap items-center gap-2 border-b px-4 py-2">
          <Select
            label={`${t("model")}: ${model}`}
            options={options}
            value={model}
            onValueChange={choose}
            className="max-w-panel w-auto max-sm:w-full"
          />
          <span className="ml-auto flex items-center gap-2">
            <ViewCode origin={origin} body={bodyOf(example)} />
            <IconButton icon={Eraser} label={t("clear")} disabled={chat.turns.length === 0} onClick={chat.clear} />
            <span className="lg:hidden">
              <Sheet title={t("settings")} trigger={<IconButton icon={Settings2} label={t("settings")} />}>
                {form}
              </Sheet>
            </span>
          </span>
        </header>
        {/* Turned around twice: what is newest stays in view while it grows, without a script. */}
        <div {...keyboardScroll} className="scroll-thin flex min-h-0 flex-1 flex-col-reverse overflow-y-auto px-4 py-6">
          <div className="max-w-read mx-auto mb-auto w-full">
            {chat.turns.length === 0 ? (
              <Beginning onPick={(text) => chat.send(text, bodyOf)} />
            ) : (
              <ChatMessages
                turns={chat.turns}
                models={models}
                person={person}
                isStreaming={chat.isStreaming}
                onEdit={edit}
                onRegenerate={() => chat.regenerate(bodyOf)}
              />
            )}
          </div>
        </div>
        <div className="border-t px-4 py-3">
          <div className="max-w-read mx-auto grid gap-1.5">
            <ChatComposer
              key={draft.id}
              defaultText={draft.text}
              labels={{ message: t("message"), placeholder: t("placeholder"), send: t("send"), stop: t("stop") }}
              isStreaming={chat.isStreaming}
              onSend={(text) => chat.send(text, bodyOf)}
              onStop={chat.stop}
            />
            <p className="text-caption text-text-muted">{t("whoPays", { person })}</p>
          </div>
        </div>
      </section>
      <aside
        aria-label={t("settings")}
        {...keyboardScroll}
        className="w-aside scroll-thin hidden shrink-0 overflow-y-auto border-l p-4 lg:block"
      >
        {form}
      </aside>
    </div>
  );
}

const EXAMPLES = ["one", "two", "three"] as const;

function Beginning({ onPick }: { onPick: (text: string) => void }) {
  const t = useTranslations("playground");
  return (
    <div className="grid justify-items-center gap-3 text-center">
      <h2 className="text-lead">{t("beginning")}</h2>
      <p className="text-small text-text-muted">{t("keyboard")}</p>
      <div className="flex flex-wrap justify-center gap-2">
        {EXAMPLES.map((name) => (
          <Button key={name} size="sm" onClick={() => onPick(t(`examples.${name}`))}>
            {t(`examples.${name}`)}
          </Button>
        ))}
      </div>
    </div>
  );
}

/** Every model that can be called with its price; one that was asked for by its deployment comes first. */
function useModelOptions(models: readonly CallableModel[], first: string) {
  const t = useTranslations("playground");
  const locale = useLocale();
  const hintOf = ({ isRunning, price }: CallableModel) => {
    if (!isRunning) return t("stoppedModel");
    if (!price) return t("noPrice");
    const money = (amount: string) => moneyText(amount, price.currency, { locale });
    return t("price", { input: money(price.input), output: money(price.output) });
  };
  const options = models.map((one) => ({ value: one.model, label: one.model, hint: hintOf(one) }));
  const isListed = options.some(({ value }) => value === first);
  return isListed ? options : [{ value: first, label: first, hint: t("asked") }, ...options];
}
