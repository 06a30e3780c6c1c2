import { lazily } from './lazy.svelte.ts';
import { common } from './th/common.ts';
import { frame } from './th/frame.ts';
import { sell } from './th/sell.ts';

/** The words of the first screen and of the frame around every screen of a seller. */
export const homeWords = lazily({ common, frame, sell }, () => import('./en/home.ts'));
