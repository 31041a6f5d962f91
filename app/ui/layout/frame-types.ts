/** What the frame around every page needs to know; made by the root loader. */
export type FrameLocale = "en" | "zh-CN";

export type FrameTheme = "system" | "light" | "dark";

export type FramePartyKind = "household" | "community" | "recycler" | "producer" | "authority";

export interface FrameParty {
  id: string;
  name: string;
  kind: FramePartyKind;
}

export interface FrameUser {
  name: string;
  email?: string;
  imageUrl?: string | null;
}

export interface FrameState {
  user: FrameUser | null;
  party: FrameParty | null;
  parties: readonly FrameParty[];
  unreadCount: number;
  /** In how many places something is told that was not read. */
  notificationCount: number;
  locale: FrameLocale;
  theme: FrameTheme;
  isStaff: boolean;
  /** Looks at what people report. */
  isModerator?: boolean;
  /** Looks at what recyclers may take. */
  seesLicences?: boolean;
  /** Reads what happens in an authority's regions. */
  supervises?: boolean;
  /** Path and query of the page, to return to. */
  path: string;
}
