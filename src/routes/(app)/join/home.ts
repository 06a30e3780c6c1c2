/** Where each role's work begins. */
export const HOME = { seller: '/sell', marketer: '/field', staff: '/desk' } as const;
