-- What the bot came nearest to with a question: two questions that lie nearest to the same chunk are likely to be one. Gaps are compared by their
-- questions themselves, no longer by what these mean together.
alter table question add column chunk uuid;
alter table gap drop column encoder, drop column centre;
