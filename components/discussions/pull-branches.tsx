"use client";

import { useTranslations } from "next-intl";
import { Combobox } from "@/components/ui/combobox";
import { Field } from "@/components/ui/field";
import { Select } from "@/components/ui/select";
import { firstHead, nameOfSide, type PullEnds, type PullSide } from "@/server/discussions/contract/pull-side";

interface Props {
  ends: PullEnds;
  targets: readonly PullSide[];
  sources: readonly PullSide[];
  onChange: (ends: PullEnds) => void;
}

const byName = (names: readonly string[]) => names.map((value) => ({ value, label: value }));

/** Repository and branch of both ends; a repository is asked for where there is more than one. */
export function PullBranches({ ends, targets, sources, onChange }: Props) {
  const t = useTranslations("discussions");
  const { into, base, from, head } = ends;
  const lead = (next: PullSide) =>
    onChange({ ...ends, into: next, base: next.defaultBranch, head: firstHead(from, next) });
  const come = (next: PullSide) => onChange({ ...ends, from: next, head: firstHead(next, into) });
  const isAlone = firstHead(from, into) === "";
  return (
    <div className="grid gap-4 sm:grid-cols-2">
      <div className="grid content-end gap-4">
        <Repositories id="into" label={t("intoRepo")} chosen={into} sides={targets} onChoose={lead} />
        <Field id="base" label={t("into")}>
          <Select
            id="base"
            value={base}
            options={byName(into.branches)}
            onValueChange={(value) => onChange({ ...ends, base: value })}
          />
        </Field>
      </div>
      <div className="grid content-start gap-4">
        <Repositories id="source" label={t("fromRepo")} chosen={from} sides={sources} onChoose={come} />
        <Field id="head" label={t("from")} {...(isAlone && { help: t("noBranches") })}>
          <Select
            id="head"
            value={head}
            options={byName(from.branches)}
            onValueChange={(value) => onChange({ ...ends, head: value })}
          />
        </Field>
      </div>
    </div>
  );
}

interface RepositoriesProps {
  id: string;
  label: string;
  chosen: PullSide;
  sides: readonly PullSide[];
  onChoose: (side: PullSide) => void;
}

/** More than one takes in at a glance: typed words narrow them. */
const MANY = 8;

function Repositories({ id, label, chosen, sides, onChoose }: RepositoriesProps) {
  if (sides.length < 2) return null;
  const choose = (name: string) => onChoose(sides.find((side) => nameOfSide(side) === name) ?? chosen);
  const given = { id, options: byName(sides.map(nameOfSide)), onValueChange: choose };
  return (
    <Field id={id} label={label}>
      {sides.length > MANY ? (
        <Combobox {...given} label={label} defaultValue={nameOfSide(chosen)} />
      ) : (
        <Select {...given} value={nameOfSide(chosen)} />
      )}
    </Field>
  );
}
