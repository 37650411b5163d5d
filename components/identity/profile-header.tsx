import { CalendarDays, Link2, Settings, UsersRound } from "lucide-react";
import Link from "next/link";
import { getLocale, getTranslations } from "next-intl/server";
import type { z } from "zod";
import { Avatar } from "@/components/ui/avatar";
import { Badge } from "@/components/ui/badge";
import { Button } from "@/components/ui/button";
import { CopyButton } from "@/components/ui/copy-button";
import { TextLink } from "@/components/ui/text-link";
import type { Profile } from "@/server/identity/contract";
import { FollowButton } from "./follow-button";

interface Props {
  profile: z.infer<typeof Profile>;
  /** Where the viewer may change it, or sees who belongs to it; absent for everybody else. */
  edit?: { readonly href: string; readonly word: "editProfile" | "settings" | "manage" };
  /** Somebody who is signed in, and looks at somebody else. */
  canFollow: boolean;
}

/** Who this is, in their own words. */
export async function ProfileHeader({ profile, edit, canFollow }: Props) {
  const [t, locale] = await Promise.all([getTranslations("profile"), getLocale()]);
  const since = new Intl.DateTimeFormat(locale, { month: "long", year: "numeric", timeZone: "UTC" });
  const isPerson = profile.kind === "user";
  return (
    <header className="flex flex-wrap items-start gap-x-5 gap-y-4">
      <Picture profile={profile} />
      <div className="grid min-w-0 flex-1 basis-60 grid-cols-1 gap-2">
        <div className="flex flex-wrap items-center gap-x-3 gap-y-1">
          <h1 className="text-title min-w-0 break-words">{profile.displayName}</h1>
          <span className="text-text-muted flex items-center gap-1 font-mono">
            {profile.displayName === profile.name ? null : profile.name}
            <CopyButton text={profile.name} label={t("copyName")} size="xs" />
          </span>
          {isPerson ? null : <Badge>{t("organization")}</Badge>}
        </div>
        {profile.bio ? <p className="max-w-read text-pretty whitespace-pre-line">{profile.bio}</p> : null}
        <p className="text-caption text-text-muted flex flex-wrap items-center gap-x-4 gap-y-1 [&_svg]:size-3.5">
          {profile.website ? (
            <span className="flex max-w-full min-w-0 items-center gap-1.5">
              <Link2 aria-hidden />
              <TextLink href={profile.website} tone="muted" isExternal className="truncate" rel="noreferrer nofollow">
                {profile.website.replace(/^https?:\/\//, "").replace(/\/$/, "")}
              </TextLink>
            </span>
          ) : null}
          <span className="flex items-center gap-1.5 whitespace-nowrap">
            <UsersRound aria-hidden />
            <TextLink href={`/${profile.name}?tab=followers`} tone="muted">
              {t("followers", { count: profile.followerCount })}
            </TextLink>
            {isPerson ? (
              <>
                <span aria-hidden>·</span>
                <TextLink href={`/${profile.name}?tab=following`} tone="muted">
                  {t("following", { count: profile.followingCount })}
                </TextLink>
              </>
            ) : null}
          </span>
          <span className="flex items-center gap-1.5 whitespace-nowrap">
            <CalendarDays aria-hidden />
            {t("since", { month: since.format(profile.createdAt) })}
          </span>
        </p>
      </div>
      {canFollow ? (
        <FollowButton
          name={profile.name}
          followers={profile.followerCount}
          isFollowing={profile.isFollowing}
          locale={locale}
          words={{ follow: t("follow"), failed: t("followFailed") }}
        />
      ) : null}
      {edit ? (
        <Button asChild>
          <Link href={edit.href}>
            {edit.word === "manage" ? <UsersRound aria-hidden /> : <Settings aria-hidden />}
            {t(edit.word)}
          </Link>
        </Button>
      ) : null}
    </header>
  );
}

function Picture({ profile: { kind, name, avatarUrl } }: Pick<Props, "profile">) {
  if (avatarUrl === null) return <Avatar name={name} shape={kind === "user" ? "person" : "organisation"} size="lg" />;
  // biome-ignore lint/performance/noImgElement: pictures of people are stored in the one size that is shown
  return <img src={avatarUrl} alt="" className="rounded-card size-12" />;
}
