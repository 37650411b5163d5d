import Link from "next/link";
import { getTranslations } from "next-intl/server";
import { Avatar } from "@/components/ui/avatar";
import { Button } from "@/components/ui/button";

/** For an empty feed: what it would tell, and who could be followed. */
export async function WhomToFollow({ names }: { names: readonly string[] }) {
  const t = await getTranslations("activity");
  return (
    <div className="rounded-card grid grid-cols-1 justify-items-center gap-3 border px-4 py-6 text-center">
      <p className="max-w-panel text-small text-text-muted text-pretty">{t("noFeed")}</p>
      {names.length > 0 ? (
        <ul aria-label={t("suggested")} className="flex flex-wrap justify-center gap-2">
          {names.map((name) => (
            <li key={name}>
              <Button asChild size="sm">
                <Link href={`/${name}`} prefetch={false}>
                  <Avatar name={name} size="xs" />
                  {name}
                </Link>
              </Button>
            </li>
          ))}
        </ul>
      ) : null}
    </div>
  );
}
