import { useTranslations } from "next-intl";
import { Button } from "@/components/ui/button";
import { Select } from "@/components/ui/select";
import type { ChangeDiscussionsInput } from "@/server/discussions/contract/bulk";

export type BulkChange = Partial<Pick<ChangeDiscussionsInput, "status" | "label" | "assignee">>;

interface Props {
  labels: readonly string[];
  people: readonly string[];
  isBusy: boolean;
  onApply: (change: BulkChange) => void;
}

const optionsOf = (names: readonly string[]) => names.map((value) => ({ value, label: value }));

/** What may be done with the discussions that are chosen. */
export function BulkActions({ labels, people, isBusy, onApply }: Props) {
  const t = useTranslations("discussions");
  return (
    <>
      <Button size="sm" disabled={isBusy} onClick={() => onApply({ status: "closed" })}>
        {t("close")}
      </Button>
      <Button size="sm" disabled={isBusy} onClick={() => onApply({ status: "open" })}>
        {t("reopen")}
      </Button>
      {labels.length > 0 ? (
        <Select
          {...{ size: "sm", label: t("addLabel"), placeholder: t("addLabel"), className: "w-40", value: "" }}
          options={optionsOf(labels)}
          isDisabled={isBusy}
          onValueChange={(name) => onApply({ label: { name, isOn: true } })}
        />
      ) : null}
      <Select
        {...{ size: "sm", label: t("assign"), placeholder: t("assign"), className: "w-40", value: "" }}
        options={optionsOf(people)}
        isDisabled={isBusy}
        onValueChange={(name) => onApply({ assignee: { name, isOn: true } })}
      />
    </>
  );
}
