"use client";

import { type FormEvent, type ReactNode, useState } from "react";
import type { z } from "zod";
import { Button } from "@/components/ui/button";
import { Callout } from "@/components/ui/callout";
import { Field } from "@/components/ui/field";
import { SchemaControl } from "./schema-control";
import { fieldsOf, type SchemaField } from "./schema-fields";

export interface FieldWords {
  readonly label: string;
  readonly help?: ReactNode;
  /** A word beside the label, such as "required". */
  readonly aside?: string;
  /** Words for the options of a choice; `null` names "nothing". */
  readonly options?: Readonly<Record<string, string>>;
}

type Values = Readonly<Record<string, unknown>>;

interface Props<S extends z.ZodObject> {
  schema: S;
  values: Values;
  words: Readonly<Record<string, FieldWords>>;
  /** What is wrong with a value that the schema refuses, in the reader's language. */
  problem: (field: SchemaField) => string;
  submit: string;
  isBusy: boolean;
  /** What went wrong with the last try. */
  error: string | undefined;
  onSubmit: (values: z.output<S>) => void;
}

/** A form made from a contract: one field for each key, checked by the same schema as the operation. */
export function SchemaForm<S extends z.ZodObject>({ schema, values, words, problem, onSubmit, ...look }: Props<S>) {
  const [draft, setDraft] = useState<Values>(values);
  const [refused, setRefused] = useState<readonly string[]>([]);
  const send = (event: FormEvent) => {
    event.preventDefault();
    const parsed = schema.safeParse(draft);
    setRefused((parsed.error?.issues ?? []).map(({ path }) => String(path[0])));
    if (parsed.success) onSubmit(parsed.data);
  };
  return (
    <form className="max-w-form grid gap-6" onSubmit={send} noValidate>
      {fieldsOf(schema).map((field) => {
        const { label, help, aside, options = {} } = words[field.name] ?? { label: field.name };
        const isInvalid = refused.includes(field.name);
        return (
          <Field
            key={field.name}
            id={field.name}
            label={label}
            help={help}
            aside={aside}
            error={isInvalid ? problem(field) : undefined}
          >
            <SchemaControl
              field={field}
              label={label}
              words={options}
              value={draft[field.name]}
              isInvalid={isInvalid}
              onChange={(value) => setDraft({ ...draft, [field.name]: value })}
            />
          </Field>
        );
      })}
      {look.error ? <Callout tone="danger" title={look.error} /> : null}
      <Button type="submit" variant="primary" busy={look.isBusy} className="justify-self-start">
        {look.submit}
      </Button>
    </form>
  );
}
