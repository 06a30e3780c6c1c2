/** Where the one who is invited is: here, far away, or on the phone. */
export const WAYS = ['near', 'far', 'spoken'] as const;
export type Way = (typeof WAYS)[number];

export const wayIn = (text: string): Way => WAYS.find((way) => way === text) ?? 'far';
