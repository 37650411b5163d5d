/** Whether a browser shows the file as a picture, by its name. */
export const isPicture = (path: string): boolean => /\.(?:png|jpe?g|gif|webp|avif|ico)$/i.test(path);
