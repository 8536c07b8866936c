import { useEffect, useRef, useState } from 'preact/hooks';
import type { Locale } from '../ui/locale.js';

interface Props {
  readonly heading: string;
  readonly note: string;
  /** What stands on it; `secret` is shown large and can be copied. */
  readonly lines: ReadonlyArray<{ readonly name: string; readonly value: string; readonly secret?: true }>;
  /** Of the button that takes it away for good. */
  readonly doneLabel: string;
  readonly printable?: boolean;
  readonly locale: Locale;
  readonly done: () => void;
}

/** A secret that is shown this once: it takes the focus, stays until it is put away, and can be printed alone. */
export function Slip({ heading, note, lines, doneLabel, printable = false, locale, done }: Props) {
  const { slip } = locale.t.access.accounts;
  const title = useRef<HTMLHeadingElement>(null);
  const [told, setTold] = useState('');
  useEffect(() => title.current?.focus(), []);
  const copy = async (): Promise<void> => {
    const text = lines.find(({ secret }) => secret === true)?.value ?? '';
    const copied = await Promise.resolve(window.navigator.clipboard?.writeText(text)).then(
      () => window.navigator.clipboard !== undefined,
      () => false,
    );
    setTold(copied ? slip.copied : slip.notCopied);
  };
  return (
    <section class="card slip" aria-labelledby="slip-heading">
      <h2 id="slip-heading" ref={title} tabIndex={-1}>
        {heading}
      </h2>
      <p>{note}</p>
      <dl class="account-pairs">
        {lines.map(({ name, value, secret }) => (
          <div key={name}>
            <dt>{name}</dt>
            <dd class={secret === true ? 'secret' : ''}>{value}</dd>
          </div>
        ))}
      </dl>
      <div class="actions">
        <button type="button" class="button main" onClick={() => void copy()}>
          {slip.copy}
        </button>
        {printable && (
          <button type="button" class="button" onClick={() => window.print()}>
            {slip.print}
          </button>
        )}
        <button type="button" class="button" onClick={done}>
          {doneLabel}
        </button>
      </div>
      <p role="status">{told}</p>
    </section>
  );
}
