"use client";

import { indentWithTab } from "@codemirror/commands";
import { EditorState, type Extension } from "@codemirror/state";
import { Decoration, EditorView, keymap } from "@codemirror/view";
import { basicSetup } from "codemirror";
import { useState } from "react";
import { type EditorHandle, handleOf } from "./editor-handle";
import { editorTheme } from "./editor-theme";
import { languageOf } from "./language-of";

interface Props {
  /** Decides the colours. */
  path: string;
  /** What it begins with; later changes come out through `onChange` only. */
  text: string;
  label: string;
  /** 1-based line to mark and to begin at. */
  problemLine: number | null;
  onChange: (text: string) => void;
  onSave: () => void;
  /** Called once it stands. */
  onReady: (editor: EditorHandle) => void;
}

/** CodeMirror, mounted once: give it another `key` to begin anew. Escape, then Tab, leaves it by keyboard. */
export function CodeEditor(props: Props) {
  const [mount] = useState(() => (parent: HTMLDivElement | null) => {
    if (!parent) return;
    const view = open(parent, props);
    props.onReady(handleOf(view));
    return () => view.destroy();
  });
  return <div ref={mount} className="rounded-card overflow-hidden border" />;
}

function open(parent: HTMLDivElement, { path, text, label, problemLine, onChange, onSave }: Props): EditorView {
  const save = () => {
    onSave();
    return true;
  };
  const extensions: Extension[] = [
    keymap.of([{ key: "Mod-s", run: save, preventDefault: true }, indentWithTab]),
    basicSetup,
    languageOf(path),
    editorTheme,
    EditorView.lineWrapping,
    EditorView.contentAttributes.of({ "aria-label": label }),
    text.includes("\r\n") ? EditorState.lineSeparator.of("\r\n") : [],
    EditorView.updateListener.of((update) => {
      if (update.docChanged) onChange(update.state.sliceDoc());
    }),
  ];
  const state = EditorState.create({ doc: text, extensions });
  const line = problemLine !== null && problemLine <= state.doc.lines ? state.doc.line(problemLine) : null;
  const marks = line ? [EditorView.decorations.of(Decoration.set(problemMark.range(line.from)))] : [];
  const view = new EditorView({
    parent,
    state: EditorState.create({ doc: text, extensions: [...extensions, marks] }),
    ...(line && { selection: { anchor: line.from }, scrollTo: EditorView.scrollIntoView(line.from, { y: "center" }) }),
  });
  if (line) view.focus();
  return view;
}

const problemMark = Decoration.line({ class: "cm-problem" });
