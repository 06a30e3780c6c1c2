import { common as enCommon } from '$lib/messages/en/common.ts';
import { shop as enShop } from '$lib/messages/en/shop.ts';
import { common as thCommon } from '$lib/messages/th/common.ts';
import { shop as thShop } from '$lib/messages/th/shop.ts';
import type { Language } from '$lib/domain/dates.ts';

const WORDS = {
	th: { common: thCommon, shop: thShop },
	en: { common: enCommon, shop: enShop },
};

export const wordsIn = (language: Language) => WORDS[language];

/** `3012` → `3,012`. */
export const showCount = (count: number): string => count.toLocaleString('en-US');
