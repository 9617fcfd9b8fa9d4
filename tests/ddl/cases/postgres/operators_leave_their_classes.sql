-- An operator that goes leaves the classes and families of methods that can do without it.

CREATE OPERATOR === (leftarg = box, rightarg = box, function = box_overlap);

CREATE OPERATOR <=== (leftarg = box, rightarg = point, function = box_contain_pt);

CREATE OPERATOR CLASS own_ops FOR TYPE box USING gist AS OPERATOR 3 &&, OPERATOR 13 ===, OPERATOR 14 @> (box, box), FUNCTION 1 gist_box_consistent(internal, box, smallint, oid, internal), FUNCTION 2 gist_box_union(internal, internal), FUNCTION 5 gist_box_penalty(internal, internal, internal), FUNCTION 6 gist_box_picksplit(internal, internal), FUNCTION 7 gist_box_same(box, box, internal);

ALTER OPERATOR FAMILY own_ops USING gist ADD OPERATOR 15 <=== (box, point), OPERATOR 16 ~= (box, box);

DROP OPERATOR === (box, box);

DROP OPERATOR <=== (box, point);
