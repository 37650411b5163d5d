"use client";

import { Button } from "@/components/ui/button";
import { useUiMessages } from "@/components/ui/ui-messages";

interface Props {
  /** Of `useInfiniteQuery`. */
  list: {
    readonly hasNextPage: boolean;
    readonly isFetchingNextPage: boolean;
    readonly fetchNextPage: () => Promise<unknown>;
  };
}

/** Below a list that goes on after what is shown of it. */
export function MoreButton({ list }: Props) {
  const { showMore } = useUiMessages();
  if (!list.hasNextPage) return null;
  return (
    <div>
      <Button size="sm" busy={list.isFetchingNextPage} onClick={() => void list.fetchNextPage()}>
        {showMore}
      </Button>
    </div>
  );
}
