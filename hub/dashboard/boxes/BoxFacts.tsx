import type { ReadonlySignal } from '@preact/signals';
import type { ComponentChildren } from 'preact';
import type { Health } from '#contract/presence.js';
import type { BoxView } from '#contract/views.js';
import type { Words } from '#words/catalogue.js';
import { formatDateTime } from '#words/dates.js';
import { Icon } from '../ui/Icon.js';
import type { Locale } from '../ui/locale.js';
import {
  CHECK_MARKS,
  certificateState,
  HEALTH_MARKS,
  inForce,
  type Mark,
  PRESENCE_MARKS,
} from './boxCondition.js';
import { SELF_TESTS } from './selfTestParts.js';

interface PartProps {
  readonly box: BoxView;
  readonly locale: Locale;
}

export function Line({ mark, children }: { readonly mark: Mark; readonly children: ComponentChildren }) {
  return (
    <p class={`line ${mark.tone}`}>
      <Icon name={mark.icon} />
      <span>{children}</span>
    </p>
  );
}

export function Presence({ box, locale }: PartProps) {
  const { t, language } = locale;
  const since =
    box.since === undefined ? '' : ` · ${t.boxes.state.since(formatDateTime(box.since, language))}`;
  return (
    <Line mark={PRESENCE_MARKS[box.presence]}>
      <strong>{t.boxStates[box.presence]}</strong>
      {since}
    </Line>
  );
}

export function Condition({ box, now, locale }: PartProps & Pick<CertificateProps, 'now'>) {
  const { t } = locale;
  const { state } = t.boxes;
  const keys = box.stuckKeys.map((level) => t.levels[level as keyof Words['levels']]).join('、');
  return (
    <section>
      <h3>{box.presence === 'online' ? state.heading : state.before}</h3>
      <dl class="facts">
        <HealthFact name={state.panel} health={box.panel} detail={box.details?.panel} t={t} />
        <HealthFact name={state.voice} health={box.voice} detail={box.details?.voice} t={t} />
        <HealthFact name={state.storage} health={box.storage} detail={box.details?.storage} t={t} />
        {keys !== '' && (
          <Fact name={state.stuck}>
            <Line mark={HEALTH_MARKS.fault}>{keys}</Line>
          </Fact>
        )}
        {box.software !== undefined && <Fact name={state.software}>{box.software}</Fact>}
        <Fact name={state.enrolled}>
          <Enrolment box={box} locale={locale} />
        </Fact>
        {box.certificateUntil !== undefined && (
          <Fact name={state.certificate}>
            <Certificate until={box.certificateUntil} now={now} locale={locale} />
          </Fact>
        )}
        {box.faults.length > 0 && (
          <Fact name={state.faults}>
            {box.faults.map(({ code, since, detail }) => (
              <Line key={code} mark={HEALTH_MARKS.fault}>
                {t.boxes.faults[code]} · {state.since(formatDateTime(since, locale.language))}
                {detail !== undefined && <Detail text={detail} />}
              </Line>
            ))}
          </Fact>
        )}
      </dl>
    </section>
  );
}

interface CertificateProps {
  readonly until: string;
  /** The hub's time, Unix ms. */
  readonly now: ReadonlySignal<number>;
  readonly locale: Locale;
}

function Certificate({ until, now, locale }: CertificateProps): ComponentChildren {
  const { certificateEnded } = locale.t.boxes.state;
  const time = formatDateTime(until, locale.language);
  const condition = certificateState(until, now.value);
  if (condition === 'counts') return time;
  return <Line mark={HEALTH_MARKS.fault}>{certificateEnded[condition](time)}</Line>;
}

function Enrolment({ box: { enrolledAt, revokedAt }, locale }: PartProps) {
  const { state } = locale.t.boxes;
  if (revokedAt !== undefined)
    return <Line mark={HEALTH_MARKS.fault}>{state.revoked(formatDateTime(revokedAt, locale.language))}</Line>;
  return <>{enrolledAt === undefined ? state.byFile : formatDateTime(enrolledAt, locale.language)}</>;
}

function Fact({ name, children }: { readonly name: string; readonly children: ComponentChildren }) {
  return (
    <div>
      <dt>{name}</dt>
      <dd>{children}</dd>
    </div>
  );
}

/** In the words of the box, whatever the language of the page. */
const Detail = ({ text }: { readonly text: string }) => <span class="detail">{text}</span>;

interface HealthProps {
  readonly name: string;
  readonly health: Health | undefined;
  readonly detail: string | undefined;
  readonly t: Words;
}

function HealthFact({ name, health, detail, t }: HealthProps) {
  return (
    <Fact name={name}>
      {health === undefined ? (
        <span class="muted">{t.boxes.state.unknown}</span>
      ) : (
        <Line mark={HEALTH_MARKS[health]}>
          {t.boxes.health[health]}
          {detail !== undefined && <Detail text={detail} />}
        </Line>
      )}
    </Fact>
  );
}

export function SelfTest({ box, locale }: PartProps) {
  const { t, language } = locale;
  const { selfTest } = t.boxes;
  const found = box.selfTest;
  return (
    <section>
      <h3>{selfTest.heading}</h3>
      {found === undefined ? (
        <p class="muted">{selfTest.never}</p>
      ) : (
        <>
          <p class="muted">
            {formatDateTime(found.at, language)} · {selfTest[found.trigger]}
          </p>
          <dl class="facts">
            {SELF_TESTS.map((part) => {
              const { result, detail } = found.checks[part];
              return (
                <Fact key={part} name={t.boxes.parts[part]}>
                  <Line mark={CHECK_MARKS[result]}>
                    {t.boxes.checks[result]}
                    {detail !== undefined && <Detail text={detail} />}
                  </Line>
                </Fact>
              );
            })}
          </dl>
        </>
      )}
    </section>
  );
}

export function Records({ box, locale: { t, language } }: PartProps) {
  const { records } = t.boxes;
  const counts = [
    { name: records.unsent, count: box.unacked, bad: false },
    { name: records.missing, count: box.missing, bad: true },
    { name: records.lost, count: box.lost, bad: true },
    { name: records.setAside, count: box.setAside, bad: false },
  ].filter(({ count }) => count > 0);
  return (
    <section>
      <h3>{records.heading}</h3>
      <dl class="facts">
        <Fact name={records.received}>{records.upTo(box.contiguous)}</Fact>
        {counts.map(({ name, count, bad }) => (
          <Fact key={name} name={name}>
            {bad ? <Line mark={HEALTH_MARKS.fault}>{records.count(count)}</Line> : records.count(count)}
          </Fact>
        ))}
      </dl>
      {box.replaced !== undefined && (
        <Line mark={HEALTH_MARKS.fault}>
          {records.replaced(formatDateTime(box.replaced.at, language), box.replaced.detail)}
        </Line>
      )}
    </section>
  );
}

export function SettingsState({ box, t }: { readonly box: BoxView; readonly t: Words }) {
  const { settings } = t.boxes;
  const { wanted, refused } = box.settings;
  const state = inForce(box);
  return (
    <section>
      <h3>{settings.heading}</h3>
      {state === undefined && <p class="muted">{t.boxes.state.unknown}</p>}
      {state === true && (
        <Line mark={HEALTH_MARKS.ok}>
          {settings.inForce} · {settings.revision(wanted)}
        </Line>
      )}
      {state === false && refused === undefined && (
        <Line mark={{ icon: 'waiting', tone: 'dim' }}>{settings.pending(wanted)}</Line>
      )}
      {refused !== undefined && <Line mark={HEALTH_MARKS.fault}>{settings.refused(refused)}</Line>}
    </section>
  );
}
