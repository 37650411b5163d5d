import { Pencil, RotateCcw } from "lucide-react";
import { useLocale, useTranslations } from "next-intl";
import { type ChatMessage, ChatThread } from "@/components/patterns/chat-thread";
import { IconButton } from "@/components/ui/icon-button";
import { lazyPart } from "@/components/ui/lazy-part";
import { moneyText } from "@/components/ui/money";
import type { CallableModel } from "@/server/gateway/contract";
import { answerCost } from "./answer-cost";
import { ChatProblem } from "./chat-problem";
import type { Turn } from "./use-chat";

// Markdown with formulas is much code; it comes when there is something to read.
const LiveMarkdown = lazyPart(
  () => import("@/components/patterns/live-markdown").then((module) => module.LiveMarkdown),
  {
    loading: ({ source }) => <Plain text={source} />,
  },
);

interface Props {
  turns: readonly Turn[];
  models: readonly CallableModel[];
  /** Who asks. */
  person: string;
  isStreaming: boolean;
  onEdit: (turn: Turn) => void;
  onRegenerate: () => void;
}

export function ChatMessages({ turns, models, person, isStreaming, onEdit, onRegenerate }: Props) {
  const t = useTranslations("playground");
  const figuresOf = useFiguresOf(models);
  const actionOf = (turn: Turn, isLast: boolean) => {
    if (turn.role === "user") {
      return (
        <IconButton icon={Pencil} label={t("edit")} size="xs" disabled={isStreaming} onClick={() => onEdit(turn)} />
      );
    }
    if (!isLast || isStreaming) return null;
    return <IconButton icon={RotateCcw} label={t("regenerate")} size="xs" onClick={onRegenerate} />;
  };
  const messages = turns.map((turn, index): ChatMessage => {
    const { id, role, text, model, state } = turn;
    return {
      ...{ id: String(id), role, plainText: text, isStreaming: state === "streaming" },
      author: role === "user" ? person : nameOf(model),
      content: <Content turn={turn} />,
      usage: role === "assistant" ? figuresOf(turn) : "",
      actions: actionOf(turn, index === turns.length - 1),
    };
  });
  return (
    <div aria-live="polite" aria-busy={isStreaming}>
      <ChatThread label={t("conversation")} messages={messages} />
    </div>
  );
}

function Plain({ text }: { text: string }) {
  return <p className="break-words whitespace-pre-wrap">{text}</p>;
}

function Content({ turn: { role, text, state, problem } }: { turn: Turn }) {
  const t = useTranslations("playground");
  if (role === "user") return <Plain text={text} />;
  return (
    <>
      {text ? <LiveMarkdown source={text} /> : null}
      {state === "streaming" && !text ? <p className="text-text-muted">{t("thinking")}</p> : null}
      {problem ? <ChatProblem problem={problem} /> : null}
    </>
  );
}

/** Tokens, speed, waiting time and cost of an answer, as far as they are known. */
function useFiguresOf(models: readonly CallableModel[]) {
  const t = useTranslations("playground");
  const locale = useLocale();
  const count = (value: number) => new Intl.NumberFormat(locale).format(value);
  const used = ({ figures, model }: Turn): readonly string[] => {
    if (!figures || figures.inputTokens === null || figures.outputTokens === null) return [];
    const { inputTokens, outputTokens, writingMs } = figures;
    const price = models.find((one) => one.model === nameOf(model))?.price;
    const perSecond = writingMs > 0 ? Math.round((outputTokens - 1) / (writingMs / 1_000)) : 0;
    return [
      t("tokens", { input: count(inputTokens), output: count(outputTokens) }),
      perSecond > 0 ? t("speed", { perSecond: count(perSecond) }) : "",
      price ? moneyText(answerCost({ inputTokens, outputTokens }, price), price.currency, { locale }) : "",
    ];
  };
  return (turn: Turn): string => {
    const { figures, state } = turn;
    const firstMs = figures?.firstTokenMs ?? null;
    const parts = [
      state === "stopped" || state === "cut" ? t(state) : "",
      firstMs === null ? "" : t("firstToken", { ms: Math.round(firstMs) }),
      ...used(turn),
    ];
    return parts.filter(Boolean).join(" · ");
  };
}

/** A model without the deployment that may be named after it. */
const nameOf = (model: string) => model.split("@")[0] ?? model;
