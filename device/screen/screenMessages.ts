import type { VoiceLanguage } from '#contract/values.js';
import type { Key, KeyEdge, Scene } from '../ports/panel.js';
import type { Prompt } from '../ports/voice.js';

/** What one citizen set up on the screen; gone with the window. Each field is absent until it was chosen. */
export interface Choices {
  readonly language?: VoiceLanguage;
  readonly contrast?: boolean;
  readonly largeText?: boolean;
}

/** What is spoken right now, to be read as well (EN 301 549 5.1). */
export interface Caption {
  readonly prompt: Prompt;
  /** Of the citizen it is said to, who may have left the screen as everybody finds it by now. */
  readonly language?: VoiceLanguage;
}

/** All that a page shows. Sent whole after each change, so that a page never depends on what it saw before. */
export interface ScreenState {
  /** With `leftMs` as of the sending. */
  readonly scene: Scene;
  /** What a full ring stands for: the time left when the window was last opened or extended, ms. */
  readonly totalMs: number;
  /** Offered by name; the first is spoken and shown until another one is chosen. */
  readonly languages: readonly VoiceLanguage[];
  readonly choices: Choices;
  readonly caption?: Caption;
}

/** What `GET /live` sends as server-sent events. `page` comes first and names this connection. */
export interface ScreenEvents {
  /** `build` changes with the page's files: a page from before an upgrade loads itself anew. */
  readonly page: { readonly page: string; readonly build: string };
  readonly state: ScreenState;
  /** A newer page is the panel now; this one is not heard any more. */
  readonly superseded: Record<string, never>;
  /** The box's program ends; whoever reads this hangs up. */
  readonly farewell: Record<string, never>;
}

/**
 * `POST /report`: what happened to the keys since the last report, in order, and which are down after it. Sent at
 * each edge and, as a sign of life, every `BEAT_MS`. The first one makes its page the panel.
 */
export interface Report {
  readonly page: string;
  readonly edges: readonly KeyEdge[];
  readonly held: readonly Key[];
}

/** `POST /choice`: what the citizen has just chosen. */
export interface ChoiceReport extends Choices {
  readonly page: string;
}

/** Most edges of one report; what a page has more of at once is no finger. */
export const MAX_EDGES = 32;

/** A page reports this long after its last report was answered, ms. */
export const BEAT_MS = 600;

/** A page that reports nothing for so long is lost, ms; with the time to notice it, within the 2 s of B2. */
export const SILENT_MS = 1_500;
