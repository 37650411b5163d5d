import type { ComponentProps } from "react";
import { ErrorPage } from "./error-page";

const SHEET = { fontFamily: "system-ui, sans-serif", maxWidth: "32rem", margin: "20vh auto", padding: "0 1rem" };

/** Stands where the frame of every page failed. It brings a document of its own, and looks right without our styles. */
export function GlobalError(props: ComponentProps<typeof ErrorPage>) {
  return (
    <html lang="en">
      <body style={SHEET}>
        <main>
          <ErrorPage {...props} />
        </main>
      </body>
    </html>
  );
}
