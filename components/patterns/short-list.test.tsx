import { renderToStaticMarkup } from "react-dom/server";
import { expect, test } from "vitest";
import { UiMessagesProvider } from "@/components/ui/ui-messages";
import en from "@/messages/en.json";
import { ShortList } from "./short-list";

const shown = (count: number) =>
  renderToStaticMarkup(
    <UiMessagesProvider messages={en.ui}>
      <ShortList
        label="People"
        rows={Array.from({ length: count }, (_, at) => `person-${at}`)}
        rowId={(name) => name}
        namesOf={(name) => [name]}
        list={{ hasNextPage: count > 50, isFetchingNextPage: false, fetchNextPage: async () => null }}
      >
        {(name) => name}
      </ShortList>
    </UiMessagesProvider>,
  );

test("a long list scrolls by itself and can be filtered, a short one is all there is", () => {
  expect(shown(60)).toMatch(/type="search".*<ul aria-label="People" class="[^"]*overflow-y-auto.*Show more/);
  expect(shown(60).match(/<li/g)).toHaveLength(60);
  expect(shown(3)).not.toContain("<input");
});
