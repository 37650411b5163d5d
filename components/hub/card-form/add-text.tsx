import { useTranslations } from "next-intl";
import { type KeyboardEvent, useState } from "react";
import { Input } from "@/components/ui/input";

interface Props {
  id: string;
  suggestions?: readonly string[];
  /** What stands beside a suggestion. */
  nameOf?: (value: string) => string;
  onAdd: (text: string) => void;
}

/** Enter or a comma adds what was typed; leaving the field does, too. */
export function AddText({ id, suggestions, nameOf = String, onAdd }: Props) {
  const t = useTranslations("cardForm");
  const [typed, setTyped] = useState("");
  const add = () => {
    if (typed.trim() === "") return;
    onAdd(typed);
    setTyped("");
  };
  const press = (event: KeyboardEvent) => {
    if (event.key !== "Enter" && event.key !== ",") return;
    event.preventDefault();
    add();
  };
  return (
    <>
      <Input
        id={id}
        value={typed}
        placeholder={t("typeAndEnter")}
        autoComplete="off"
        spellCheck={false}
        list={suggestions ? `${id}-list` : undefined}
        onChange={(event) => setTyped(event.target.value)}
        onKeyDown={press}
        onBlur={add}
      />
      {suggestions ? (
        <datalist id={`${id}-list`}>
          {suggestions.map((value) => (
            <option key={value} value={value} label={nameOf(value)} />
          ))}
        </datalist>
      ) : null}
    </>
  );
}
