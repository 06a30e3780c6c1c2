/** Thrown by a decoder for a body that is not one of ours; `message` names the part. */
export class Malformed extends Error {}

export const isList = (value: unknown): value is unknown[] => Array.isArray(value);
export const isText = (value: unknown): value is string => typeof value === 'string';
export const isTexts = (value: unknown): value is string[] => isList(value) && value.every(isText);
export const isWhole = (value: unknown): value is number =>
	Number.isSafeInteger(value) && (value as number) >= 0;
/** A name that stands in URLs and rows as it is. */
export const isKey = (value: unknown): value is string =>
	isText(value) && /^[A-Za-z0-9._/-]{1,140}$/.test(value);
export const isFields = (value: unknown): value is Record<string, unknown> =>
	typeof value === 'object' && value !== null && !Array.isArray(value);
