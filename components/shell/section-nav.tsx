import type { ReactNode } from "react";
import { NavLink } from "./nav-link";

export interface SectionLink {
  readonly href: string;
  readonly label: string;
  readonly icon: ReactNode;
  /** Said where the address that a browser shows is not that of the page. */
  readonly isCurrent?: boolean;
}

interface Props {
  label: string;
  links: readonly SectionLink[];
  children: ReactNode;
}

/** Sections of one thing: a rail beside them, on phones above them. */
export function SectionNav({ label, links, children }: Props) {
  return (
    <div className="flex flex-col gap-6 lg:flex-row lg:items-start lg:gap-12">
      <nav aria-label={label} className="lg:w-menu min-w-0 shrink-0 border-b pb-3 lg:sticky lg:top-20 lg:border-b-0">
        <ul className="flex flex-wrap gap-1 lg:grid lg:gap-px">
          {links.map(({ href, label: text, icon, isCurrent }) => (
            <li key={href} className="shrink-0">
              <NavLink
                href={href}
                isExact={isCurrent !== undefined}
                {...(isCurrent && { "aria-current": "page" })}
                className="rounded-control text-small text-text-muted hover:bg-hover hover:text-text is-active:bg-hover is-active:font-medium is-active:text-text flex h-8 items-center gap-2.5 px-2 transition-colors duration-150 [&_svg]:size-4 [&_svg]:shrink-0"
              >
                {icon}
                {text}
              </NavLink>
            </li>
          ))}
        </ul>
      </nav>
      <div className="max-w-read w-full min-w-0">{children}</div>
    </div>
  );
}
