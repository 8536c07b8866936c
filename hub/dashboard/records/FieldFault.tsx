interface Props {
  /** That the field names in its `aria-describedby`. */
  readonly id: string;
  /** What is wrong and what is expected; empty for nothing. */
  readonly text: string;
}

/** Said beside the field it belongs to, aloud when it appears. */
export const FieldFault = ({ id, text }: Props) => (
  <p id={id} class="faulty" aria-live="polite">
    {text}
  </p>
);
