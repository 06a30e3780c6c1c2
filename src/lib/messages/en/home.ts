/** The English of the first screen, one file for phones that speak it. */
export { common } from './common.ts';
export { frame } from './frame.ts';
export { sell } from './sell.ts';
