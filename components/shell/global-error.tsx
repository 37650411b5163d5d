import type { ComponentProps } from "react";
import { ErrorPage } from "./error-page";

/** Stands where the frame of every page failed, so it brings a document of its own. */
export function GlobalError(props: ComponentProps<typeof ErrorPage>) {
  return (
    <html lang="en">
      <body className="font-sans">
        <main className="grid min-h-dvh place-items-center">
          <ErrorPage {...props} />
        </main>
      </body>
    </html>
  );
}
