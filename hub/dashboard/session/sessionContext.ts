import { createContext } from 'preact';
import { useContext } from 'preact/hooks';
import type { Session } from './session.js';

/** The session of the page; absent where a part of a page is drawn by itself. */
export const SessionContext = createContext<Session | undefined>(undefined);

export const useSession = (): Session | undefined => useContext(SessionContext);

/** Whether somebody is signed in, whose name need not be asked for. */
export const useNamed = (): boolean => useSession()?.name !== undefined;
