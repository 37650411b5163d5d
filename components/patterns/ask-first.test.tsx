import { renderToStaticMarkup } from "react-dom/server";
import { expect, test } from "vitest";
import { AskFirst } from "./ask-first";

test("what takes something away is a button alone until it is pressed, and nothing is done by then", () => {
  const shown = renderToStaticMarkup(
    <AskFirst
      button={(ask) => (
        <button type="button" onClick={ask}>
          Delete
        </button>
      )}
      title="Delete it?"
      description="It goes for ever."
      labels={{ cancel: "Keep", confirm: "Delete" }}
      work={{ isPending: false, error: null }}
      onConfirm={() => {
        throw new Error("Nobody has agreed");
      }}
    />,
  );
  expect(shown).toBe('<button type="button">Delete</button>');
});
