import { describe, expect, it } from 'vitest';
import { Role } from '#contract/access.js';
import { ROLES } from '../../../../hub/dashboard/session/accessWords.js';
import { ending, LIVE_WARNING_MS, WARNING_MS } from '../../../../hub/dashboard/session/ending.js';
import { Session } from '../../../../hub/dashboard/session/session.js';
import { watchedFetch } from '../../../../hub/dashboard/session/watchedFetch.js';
import { SignInModel } from '../../../../hub/dashboard/signIn/signInModel.js';
import { signedIn } from '../../../support/accessViews.js';
import { PageHub, settled } from '../../../support/pageHub.js';
import { at } from '../../../support/views.js';

/** A page of somebody at the hub, without either. */
function rig(view: unknown, live = false) {
  const hub = new PageHub();
  const gone: string[] = [];
  const location = {
    pathname: '/cases.html',
    search: '?office=east',
    replace: (to: string) => gone.push(to),
  };
  hub.answers.set('/session', () => view);
  const session = new Session({
    hub: hub.hub,
    clock: hub.clock,
    location: location as unknown as Location,
    live,
  });
  session.start();
  return { hub, session, gone };
}

describe('the session of a page', () => {
  it('knows every role of the contract', () => {
    expect(ROLES).toEqual(Role.enum);
  });

  it('of nobody, or of somebody who must choose a password, leads to the door and asks no more', async () => {
    for (const [state, door] of [
      ['nobody', './sign-in.html?next=cases.html%3Foffice%3Deast'],
      ['must-change', './sign-in.html?change=1&next=cases.html%3Foffice%3Deast'],
    ]) {
      const { hub, session, gone } = rig({ state });
      await settled();
      session.nobody();
      hub.clock.advance(60_000);
      await settled();
      expect(gone).toEqual([door]);
      expect(session.view.value).toBeUndefined();
      expect(hub.asks).toHaveLength(1);
    }
  });

  it('has a name only where somebody signed in, and everything is open in the demonstration', async () => {
    const open = rig({ state: 'demonstration' });
    const officer = rig(signedIn(['officer']));
    await settled();
    expect([open.session.name, open.session.may('console'), open.session.scope]).toEqual([
      undefined,
      true,
      null,
    ]);
    expect(officer.session.name).toBe('林美華');
    expect([officer.session.may('overview'), officer.session.may('console')]).toEqual([true, false]);
    expect(officer.session.scope).toEqual(['east']);
  });

  it('asks again until the hub answers', async () => {
    const { hub, session } = rig(undefined);
    await settled();
    expect(session.failure.value?.code).toBe('page/unreachable');
    hub.answers.set('/session', () => signedIn(['clerk']));
    hub.clock.advance(5_000);
    await settled();
    expect(session.isSignedIn.value).toBe(true);
    expect(session.failure.value).toBeUndefined();
  });

  it('is used by every request that succeeds, is over when nobody does, and the hub has the last word', async () => {
    const { hub, session, gone } = rig(signedIn(['officer']));
    await settled();
    hub.clock.advance(700_000);
    session.used();
    hub.clock.advance(779_000);
    expect(session.ending.value).toBeUndefined();
    hub.clock.advance(2_000);
    expect(session.ending.value).toMatchObject({ kind: 'idle' });
    hub.answers.set('/session', () => ({ state: 'nobody' }));
    hub.clock.advance(120_000);
    await settled();
    expect(gone).toHaveLength(1);
  });

  it('A7 of a page that sounds alarms is not over by idleness, warns 15 min before, and the door says that nothing sounds now', async () => {
    const { hub, session, gone } = rig(signedIn(['supervisor']), true);
    await settled();
    const endsMs = Date.parse(session.view.value?.endsAt ?? '') - hub.clock.wall();
    hub.clock.advance(endsMs - LIVE_WARNING_MS - 1_000);
    expect([session.sounds, session.ending.value]).toEqual([true, undefined]);
    hub.clock.advance(2_000);
    expect(session.ending.value).toMatchObject({ kind: 'end' });
    hub.answers.set('/session', () => ({ state: 'nobody' }));
    hub.clock.advance(LIVE_WARNING_MS);
    await settled();
    expect(gone).toEqual(['./sign-in.html?silenced=1&next=cases.html%3Foffice%3Deast']);
    const door = new SignInModel({
      hub: hub.hub,
      clock: hub.clock,
      location: { search: (gone[0] ?? '').slice('./sign-in.html'.length), replace: () => undefined },
    });
    expect([door.silenced, door.next]).toEqual([true, './cases.html?office=east']);
    const quiet = rig(signedIn(['officer']));
    await settled();
    quiet.session.nobody();
    expect(quiet.gone).toEqual(['./sign-in.html?next=cases.html%3Foffice%3Deast']);
  });

  it('asks once how things stand when requests are refused in bunches', async () => {
    const { hub, session } = rig(signedIn(['officer', 'supervisor']));
    await settled();
    hub.answers.set('/session', () => signedIn(['officer']));
    const refusing = watchedFetch(async () => new Response('{}', { status: 403 }), session);
    await Promise.all([refusing('/a'), refusing('/b'), refusing('/c')]);
    await settled();
    expect(hub.asks).toHaveLength(2);
    expect(session.may('console')).toBe(false);
  });
});

describe('the end of a session', () => {
  it('2.2.1 is warned of two minutes before; the nearer of two counts', () => {
    expect(ending(WARNING_MS + 1, undefined)).toBeUndefined();
    expect(ending(WARNING_MS, 10 * WARNING_MS)).toEqual({ kind: 'idle', leftMs: WARNING_MS });
    expect(ending(WARNING_MS, 1_000)).toEqual({ kind: 'end', leftMs: 1_000 });
    expect(ending(undefined, 0)).toEqual({ kind: 'over' });
    expect(ending(undefined, undefined)).toBeUndefined();
  });

  it('by idleness does not come beside a live stream', async () => {
    const { hub, session } = rig(signedIn(['supervisor'], { idleUntil: at(130), endsAt: at(1_300) }), true);
    await settled();
    hub.clock.advance(200_000);
    expect(session.ending.value).toBeUndefined();
    hub.clock.advance(300_000);
    expect(session.ending.value).toMatchObject({ kind: 'end' });
  });
});
