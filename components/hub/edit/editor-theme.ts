import { HighlightStyle, syntaxHighlighting } from "@codemirror/language";
import { EditorView } from "@codemirror/view";
import { tags } from "@lezer/highlight";

const look = EditorView.theme({
  "&": { color: "var(--color-code-text)", backgroundColor: "var(--color-surface-raised)", fontSize: "13px" },
  "&.cm-focused": { outline: "none" },
  ".cm-scroller": { fontFamily: "var(--font-mono)", lineHeight: "20px", minHeight: "24rem", maxHeight: "70vh" },
  ".cm-content": { caretColor: "var(--color-text)" },
  ".cm-cursor": { borderLeftColor: "var(--color-text)" },
  ".cm-gutters": {
    color: "var(--color-text-muted)",
    backgroundColor: "var(--color-surface-sunken)",
    borderRight: "1px solid var(--color-border)",
  },
  ".cm-activeLine, .cm-activeLineGutter": { backgroundColor: "var(--color-hover)" },
  "&.cm-focused > .cm-scroller > .cm-selectionLayer .cm-selectionBackground, .cm-selectionBackground": {
    backgroundColor: "var(--color-accent-soft)",
  },
  ".cm-panels": { color: "var(--color-text)", backgroundColor: "var(--color-surface-sunken)" },
  ".cm-problem": { backgroundColor: "var(--color-danger-soft)" },
});

const colours = HighlightStyle.define([
  { tag: tags.comment, color: "var(--color-code-comment)" },
  { tag: [tags.keyword, tags.operatorKeyword, tags.modifier], color: "var(--color-code-keyword)" },
  { tag: [tags.string, tags.regexp, tags.special(tags.string)], color: "var(--color-code-string)" },
  { tag: [tags.number, tags.bool, tags.null, tags.atom], color: "var(--color-code-constant)" },
  { tag: [tags.function(tags.variableName), tags.propertyName], color: "var(--color-code-function)" },
  { tag: [tags.punctuation, tags.meta], color: "var(--color-code-punctuation)" },
  { tag: tags.heading, fontWeight: "600" },
  { tag: tags.strong, fontWeight: "600" },
  { tag: tags.emphasis, fontStyle: "italic" },
  { tag: [tags.link, tags.url], color: "var(--color-accent-text)" },
]);

/** The editor in the colours of every other code on the page, light and dark. */
export const editorTheme = [look, syntaxHighlighting(colours)];
