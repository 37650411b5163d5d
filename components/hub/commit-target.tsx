import { useTranslations } from "next-intl";
import { Field } from "@/components/ui/field";
import { Input } from "@/components/ui/input";
import { RadioGroup } from "@/components/ui/radio-group";
import type { CommitChoices } from "@/server/discussions/contract";

interface Props {
  branch: string;
  choices: CommitChoices;
  isProposal: boolean;
  head: string;
  onChoose: (isProposal: boolean) => void;
  onHead: (head: string) => void;
}

/** To the branch itself, or by a pull request; with one choice only, why. */
export function CommitTarget({ branch, choices, isProposal, head, onChoose, onHead }: Props) {
  const t = useTranslations("commitBox");
  const { canCommit, canPropose, isProtected, newBranch } = choices;
  const propose = t(newBranch === null ? "asPull" : "asBranch");
  return (
    <div className="grid grid-cols-1 gap-3">
      {canCommit && canPropose ? (
        <RadioGroup
          label={t("target")}
          value={isProposal ? "pull" : "branch"}
          onValueChange={(value) => onChoose(value === "pull")}
          options={[
            { value: "branch", label: t("toBranch", { branch }) },
            { value: "pull", label: propose, help: t("pullHelp") },
          ]}
        />
      ) : null}
      {canCommit ? null : (
        <p className="text-small text-text-muted">
          {t(isProtected ? "protected" : "readOnly", { branch })} {t("pullHelp")}
        </p>
      )}
      {isProposal && newBranch !== null ? (
        <Field id="commit-branch" label={t("newBranch")}>
          <Input
            id="commit-branch"
            value={head}
            maxLength={200}
            required
            spellCheck={false}
            autoComplete="off"
            className="font-mono"
            onChange={(event) => onHead(event.target.value)}
          />
        </Field>
      ) : null}
    </div>
  );
}
