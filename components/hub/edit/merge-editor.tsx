"use client";

import { MergeView } from "@codemirror/merge";
import { EditorState, type Extension } from "@codemirror/state";
import { EditorView } from "@codemirror/view";
import { basicSetup } from "codemirror";
import { useState } from "react";
import { editorTheme } from "./editor-theme";
import { languageOf } from "./language-of";

interface Props {
  path: string;
  theirs: string;
  mine: string;
  labels: { readonly theirs: string; readonly mine: string; readonly take: string };
  onChange: (text: string) => void;
}

/** Both versions side by side; what is taken over or typed on the right is the result. */
export function MergeEditor(props: Props) {
  const [mount] = useState(() => (parent: HTMLDivElement | null) => {
    if (!parent) return;
    const view = open(parent, props);
    return () => view.destroy();
  });
  return (
    <div className="rounded-card overflow-hidden border">
      <div className="bg-surface-sunken text-caption text-text-muted grid grid-cols-2 border-b">
        <span className="px-4 py-2">{props.labels.theirs}</span>
        <span className="px-4 py-2">{props.labels.mine}</span>
      </div>
      <div ref={mount} className="scroll-thin max-h-96 overflow-auto" />
    </div>
  );
}

function open(parent: HTMLDivElement, { path, theirs, mine, labels, onChange }: Props): MergeView {
  const sideOf = (label: string): Extension[] => [
    basicSetup,
    languageOf(path),
    editorTheme,
    EditorView.lineWrapping,
    EditorView.contentAttributes.of({ "aria-label": label }),
  ];
  const told = EditorView.updateListener.of((update) => {
    if (update.docChanged) onChange(update.state.doc.toString());
  });
  return new MergeView({
    parent,
    a: { doc: theirs, extensions: [...sideOf(labels.theirs), EditorState.readOnly.of(true)] },
    b: { doc: mine, extensions: [...sideOf(labels.mine), told] },
    revertControls: "a-to-b",
    renderRevertControl: () => takeButton(labels.take),
    collapseUnchanged: { margin: 3, minSize: 6 },
  });
}

function takeButton(label: string): HTMLElement {
  const button = document.createElement("button");
  button.type = "button";
  button.textContent = "→";
  button.title = label;
  button.setAttribute("aria-label", label);
  return button;
}
