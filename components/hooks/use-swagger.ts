import { type RefObject, useEffect, useState } from "react";

const FOLDER = "/vendor/swagger-ui";

interface SwaggerOptions {
  readonly url: string;
  readonly domNode: HTMLElement;
  readonly docExpansion: "none";
  readonly filter: true;
  readonly deepLinking: true;
  readonly validatorUrl: null;
  readonly requestInterceptor: (request: { credentials?: string }) => object;
}

declare global {
  interface Window {
    SwaggerUIBundle?: (options: SwaggerOptions) => unknown;
  }
}

/** Loads the program that draws an OpenAPI document, from our own origin, and lets it draw into the place. */
export function useSwagger(place: RefObject<HTMLElement | null>, url: string): "loading" | "ready" | "failed" {
  const [state, setState] = useState<"loading" | "ready" | "failed">("loading");
  useEffect(() => {
    const style = Object.assign(document.createElement("link"), {
      rel: "stylesheet",
      href: `${FOLDER}/swagger-ui.css`,
    });
    const script = Object.assign(document.createElement("script"), { src: `${FOLDER}/swagger-ui-bundle.js` });
    script.addEventListener("error", () => setState("failed"));
    script.addEventListener("load", () => {
      if (!place.current || !window.SwaggerUIBundle) return;
      window.SwaggerUIBundle({
        url,
        domNode: place.current,
        docExpansion: "none",
        filter: true,
        deepLinking: true,
        validatorUrl: null,
        requestInterceptor: (request) => ({ ...request, credentials: "omit" }),
      });
      setState("ready");
    });
    document.head.append(style, script);
    return () => {
      style.remove();
      script.remove();
    };
  }, [place, url]);
  return state;
}
