import { Icon } from '../ui/Icon.js';

/** What was done, said aloud by screen readers when it changes; empty while there is nothing to say. */
export function Told({ text }: { readonly text: string | undefined }) {
  return (
    <div role="status">
      {text !== undefined && (
        <p class="card told good">
          <Icon name="well" />
          <span>{text}</span>
        </p>
      )}
    </div>
  );
}
