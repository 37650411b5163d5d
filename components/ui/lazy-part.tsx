"use client";

import { Component, type ReactNode, Suspense, use } from "react";
import type { Float } from "./float-button";
import { PartMissing, PartMissingFloat } from "./part-missing";
import { type Load, NotLoaded, programOf } from "./program-of";
import { useInBrowser } from "./use-in-browser";

interface Meanwhile<P> {
  /** Stands there until the program has come. */
  readonly loading?: ((props: P) => ReactNode) | undefined;
}

/** A part of the page whose program comes when it is shown. If it does not come, its place says so and lets one try again. */
export function lazyPart<P extends object>(load: Load<P>, { loading }: Meanwhile<P> = {}) {
  return partOf(load, {
    loading,
    isOpen: () => true,
    failed: (_, again) => <PartMissing onAgain={again} />,
  });
}

/** What tells a part in front of the page to close. */
interface Closable {
  readonly open?: boolean;
  readonly float?: Float;
  readonly onClose?: () => void;
  readonly onOpenChange?: (isOpen: boolean) => void;
}

/** Like `lazyPart`, for what stands in front of the page: a note in the corner says that it did not come. */
export function lazyFloat<P extends Closable>(load: Load<P>, { loading }: Meanwhile<P> = {}) {
  return partOf(load, {
    loading,
    isOpen: ({ open, float }: P) => open ?? float?.isOpen ?? true,
    failed: ({ float, onClose, onOpenChange }: P, again) => (
      <PartMissingFloat
        onAgain={again}
        onClose={() => {
          onClose?.();
          (onOpenChange ?? float?.onOpenChange)?.(false);
        }}
      />
    ),
  });
}

interface Ways<P> extends Meanwhile<P> {
  readonly isOpen: (props: P) => boolean;
  readonly failed: (props: P, again: () => void) => ReactNode;
}

function partOf<P extends object>(load: Load<P>, ways: Ways<P>) {
  const program = programOf(load);
  const part = (props: P) => <InBrowser<P> ways={ways} program={program} props={props} />;
  /** Loads it before somebody asks for it; whether that went well is told when it is shown. */
  const preload = () => void program().catch(() => undefined);
  return Object.assign(part, { preload });
}

interface InBrowserProps<P> {
  ways: Ways<P>;
  program: Load<P>;
  props: P;
}

function InBrowser<P extends object>({ ways, program, props }: InBrowserProps<P>) {
  const isInBrowser = useInBrowser();
  const meanwhile = ways.loading?.(props);
  if (!isInBrowser) return meanwhile;
  return (
    <Attempts<P>
      program={program}
      isOpen={ways.isOpen(props)}
      meanwhile={meanwhile}
      failed={(again) => ways.failed(props, again)}
      props={props}
    />
  );
}

interface AttemptsProps<P> {
  program: Load<P>;
  /** What opens is tried anew. */
  isOpen: boolean;
  meanwhile: ReactNode;
  failed: (again: () => void) => ReactNode;
  props: P;
}

interface Attempt<P> {
  readonly isOpen: boolean;
  readonly program: ReturnType<Load<P>>;
  readonly error: unknown;
}

class Attempts<P extends object> extends Component<AttemptsProps<P>, Attempt<P>> {
  override state: Attempt<P> = { isOpen: this.props.isOpen, program: this.props.program(), error: null };

  static getDerivedStateFromError(error: unknown) {
    return { error };
  }

  static getDerivedStateFromProps<P>({ isOpen, program }: AttemptsProps<P>, state: Attempt<P>) {
    return isOpen === state.isOpen ? null : { isOpen, program: program(), error: null };
  }

  override render() {
    const { isOpen, program, error } = this.state;
    const { meanwhile, failed, props } = this.props;
    if (error === null) {
      return (
        <Suspense fallback={meanwhile}>
          <Loaded program={program} props={props} />
        </Suspense>
      );
    }
    if (!(error instanceof NotLoaded)) throw error;
    return isOpen ? failed(() => this.setState({ program: this.props.program(), error: null })) : null;
  }
}

function Loaded<P extends object>({ program, props }: { program: ReturnType<Load<P>>; props: P }) {
  const Part = use(program);
  return <Part {...props} />;
}
