interface Props {
  src: string;
  alt: string;
  className: string;
  /** Left out: at once. */
  loading?: "lazy";
}

/** A picture that lies in a repository, as it was committed. */
export const RawPicture = ({ src, alt, className, loading }: Props) => (
  // biome-ignore lint/performance/noImgElement: the bytes are the repository's own and are not resized
  <img src={src} alt={alt} loading={loading} className={className} />
);
