import { getLocale, getMessages } from "next-intl/server";
import { Footer } from "./footer";
import { LocaleSwitch } from "./locale-switch";
import type { Locale, Theme } from "./preferences";
import { ThemeSwitch } from "./theme-switch";

interface Props {
  version: string;
  theme: Theme;
}

export async function SiteFooter({ version, theme }: Props) {
  const [locale, { shell }] = await Promise.all([getLocale(), getMessages()]);
  return (
    <Footer
      messages={shell.footer}
      version={version}
      links={[
        { href: "/docs/api", label: shell.footer.api },
        { href: "/readyz", label: shell.footer.status },
      ]}
      preferences={
        <>
          <LocaleSwitch label={shell.language} current={locale as Locale} />
          <ThemeSwitch messages={shell.theme} current={theme} />
        </>
      }
    />
  );
}
