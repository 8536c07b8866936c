/** As the contract's `Remark`: 1–1,000 characters, no control characters but line breaks. */
const REMARK = /^(\P{Cc}|\n){1,1000}$/u;

/** What was typed as a remark, without the blanks around it; nothing where it is none. */
export function remarkOf(typed: string): string | undefined {
  const remark = typed.replaceAll('\r\n', '\n').trim();
  return remark.length <= 1_000 && REMARK.test(remark) ? remark : undefined;
}
