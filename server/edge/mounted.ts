import type { EdgeRoom, Exchange } from "./exchange";

/**
 * The same rooms once more below a prefix such as `/hf`, for clients that are told an address with a path. What they
 * answer names addresses below the prefix; a page is not served there, and its address without the prefix is told.
 */
export function createMount(prefix: `/${string}`, rooms: readonly EdgeRoom[]): EdgeRoom {
  return {
    name: prefix.slice(1),
    match: (exchange) => {
      if (!exchange.path.startsWith(`${prefix}/`)) return null;
      const inner = below(prefix, exchange);
      for (const room of rooms) {
        const handle = room.match(inner);
        if (handle) return (asked) => handle(below(prefix, asked));
      }
      return (asked) => redirect(below(prefix, asked));
    },
  };
}

function below(prefix: string, exchange: Exchange): Exchange {
  const { ctx, path } = exchange;
  const site = { ...ctx.site, origin: `${ctx.site.origin}${prefix}` };
  return { ...exchange, path: path.slice(prefix.length), ctx: { ...ctx, site } };
}

/** Never to another host: what looks like one after the prefix is a path of ours. */
async function redirect({ path, request, response }: Exchange): Promise<void> {
  const search = (request.url ?? "").includes("?") ? `?${(request.url ?? "").split("?").slice(1).join("?")}` : "";
  const location = `/${path.replace(/^[/\\]+/, "")}${search}`;
  response.writeHead(307, { location, "content-length": 0 }).end();
}
