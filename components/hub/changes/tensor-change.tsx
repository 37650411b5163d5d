"use client";

import { useTranslations } from "next-intl";
import { useState } from "react";
import { Button } from "@/components/ui/button";
import { lazyPart } from "@/components/ui/lazy-part";
import type { TensorChangeProps } from "./tensor-change-table";

const TensorChangeTable = lazyPart(() => import("./tensor-change-table").then((module) => module.TensorChangeTable));

/** What changed in the tensors of a file; both headers are read when somebody asks. */
export function TensorChange(props: TensorChangeProps) {
  const t = useTranslations("tensorChange");
  const [isOpen, setIsOpen] = useState(false);
  if (isOpen) return <TensorChangeTable {...props} />;
  return (
    <Button size="sm" className="justify-self-start" onClick={() => setIsOpen(true)}>
      {t("compare")}
    </Button>
  );
}
